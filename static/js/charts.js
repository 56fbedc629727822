// Draws every chart of the page from its data, in the colours of the present appearance.
(() => {
  "use strict";
  const TOKEN = /^var\((--[\w-]+)(?:,\s*([\d.]+))?\)$/;
  const CONFIG = { displayModeBar: false, responsive: true, displaylogo: false, scrollZoom: false };

  const colourOf = (name, opacity) => {
    const value = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    if (!opacity || !/^#[\da-f]{6}$/i.test(value)) return value;
    const parts = [1, 3, 5].map((at) => parseInt(value.slice(at, at + 2), 16));
    return `rgba(${parts.join(",")},${opacity})`;
  };

  const resolved = (node) => {
    if (typeof node === "string") {
      const token = TOKEN.exec(node);
      return token ? colourOf(token[1], token[2]) : node;
    }
    if (Array.isArray(node)) return node.map(resolved);
    if (node && typeof node === "object") {
      return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, resolved(value)]));
    }
    return node;
  };

  const dataOf = (chart) => document.getElementById(`chart-${chart.dataset.chart}-data`);

  const draw = (chart) => {
    const picture = chart.querySelector(".chart-picture");
    const source = dataOf(chart);
    if (!picture || !source) return;
    const figure = resolved(JSON.parse(source.textContent));
    // Plotly takes a resized chart's height from its place, and an empty place would collapse to nothing.
    picture.style.height = `${figure.layout.height}px`;
    window.Plotly.react(picture, figure.data, figure.layout, CONFIG);
    // The table stood in for the picture; whoever opens it again keeps it open.
    if (!("drawn" in chart.dataset)) chart.querySelector(".as-table").open = false;
    chart.dataset.drawn = "";
  };

  const drawAll = (root) => root.querySelectorAll("[data-chart]").forEach(draw);

  const wished = (chart, name) => parseInt(getComputedStyle(chart).getPropertyValue(name), 10);

  // Paper is narrower than most screens, and nobody opens a table there; a page may wish for other measures.
  const toPaper = () => {
    for (const chart of document.querySelectorAll("[data-chart][data-drawn]")) {
      const picture = chart.querySelector(".chart-picture");
      const table = chart.querySelector(".as-table");
      if (!table.open) { table.open = true; table.dataset.onPaper = ""; }
      const height = wished(chart, "--chart-height-on-paper") || parseInt(picture.style.height, 10);
      picture.style.height = `${height}px`;
      window.Plotly.relayout(picture, { width: wished(chart, "--chart-width-on-paper") || 640, height });
    }
  };

  const toScreen = () => {
    document.querySelectorAll("[data-on-paper]").forEach((table) => {
      table.open = false;
      delete table.dataset.onPaper;
    });
    drawAll(document);
  };

  addEventListener("beforeprint", toPaper);
  addEventListener("afterprint", toScreen);
  document.addEventListener("DOMContentLoaded", () => drawAll(document));
  // A swap leaves out scripts, and with them the data: a page that waited for its charts is fetched anew.
  const drawSwapped = (root) => {
    if ([...root.querySelectorAll("[data-chart]")].every(dataOf)) drawAll(root);
    else window.location.reload();
  };

  document.addEventListener("htmx:afterSettle", (event) => drawSwapped(event.target));
  document.addEventListener("appearance-changed", () => drawAll(document));
})();
