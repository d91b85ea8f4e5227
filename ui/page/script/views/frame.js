// Runs before a page in a frame is drawn: its theme is that of the page around it, or, where it
// stands alone, the one that was chosen there, else the system's.
(() => {
  const root = document.documentElement;
  const around = () => {
    try {
      return parent === window ? null : parent.document.documentElement;
    } catch {
      return null; // another site's page
    }
  };
  const chosen = document.cookie.match(/(?:^|; )turnwise_theme=(\w+)/)?.[1];
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  const page = around();
  root.classList.toggle("dark", page ? page.classList.contains("dark") : (chosen ?? system) === "dark");
  root.classList.toggle("in-frame", page !== null);
})();
