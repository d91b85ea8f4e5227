"""The REST API under `/v1`: a module a group of addresses."""

from __future__ import annotations

from fastapi import APIRouter

from ....rag import Library
from ..jobs import Jobs
from .adding import adding_routes
from .asking import asking_routes
from .correcting import correcting_routes
from .figures import figure_routes
from .speakers import speaker_routes
from .transcripts import transcript_routes


def rest_routes(library: Library, jobs: Jobs, *, private_addresses: bool) -> APIRouter:
    """All routes under `/v1`.

    Args:
        private_addresses: whether files may be added from addresses of private networks.
    """
    router = APIRouter(prefix="/v1")
    router.include_router(transcript_routes(library))
    router.include_router(adding_routes(library, jobs, private_addresses=private_addresses))
    router.include_router(correcting_routes(library))
    router.include_router(figure_routes(library))
    router.include_router(speaker_routes(library))
    router.include_router(asking_routes(library))
    return router
