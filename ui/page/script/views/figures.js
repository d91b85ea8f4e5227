// The figures: Plotly draws the pictures in the colours of the page; a press opens the reader.
import { connectLinks, onChange, openReader } from "./api.js";

connectLinks();
onChange(() => location.reload());
document.querySelector("#which select").addEventListener("change", (event) => event.target.form.submit());
document.querySelector("#which button").hidden = true;

const data = document.getElementById("pictures");
const pictures = data ? JSON.parse(data.textContent) : {};
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function draw() {
  const axis = { gridcolor: colour("--line"), linecolor: colour("--line"), zerolinecolor: colour("--line") };
  for (const [id, picture] of Object.entries(pictures)) {
    const box = document.getElementById(id);
    const layout = {
      ...picture.layout,
      paper_bgcolor: "rgba(0,0,0,0)",
      plot_bgcolor: "rgba(0,0,0,0)",
      font: { family: getComputedStyle(document.body).fontFamily, color: colour("--ink"), size: 13 },
      hoverlabel: { align: "left", bgcolor: colour("--paper"), bordercolor: colour("--line"), font: { color: colour("--ink") } },
      xaxis: { ...picture.layout.xaxis, ...axis },
      yaxis: { ...picture.layout.yaxis, ...axis },
    };
    const traces = picture.data.map((trace) => ({ ...trace, ...coloursOf(trace) }));
    window.Plotly.react(box, traces, layout, { responsive: true, displayModeBar: false, displaylogo: false });
  }
}

function coloursOf(trace) {
  if (trace.type === "heatmap") return { colorscale: [[0, colour("--card")], [1, colour("--accent")]] };
  const own = colour(trace.meta === undefined ? "--accent" : `--speaker-${trace.meta}`);
  return { marker: { color: own, line: { width: 0 } } };
}

draw();
for (const id of Object.keys(pictures)) {
  document.getElementById(id).on("plotly_click", ({ points }) => {
    const address = points[0]?.customdata;
    if (typeof address === "string" && address.startsWith("transcripts/")) openReader(address);
  });
}
new MutationObserver(draw).observe(document.documentElement, { attributeFilter: ["class"] });
