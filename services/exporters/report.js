"use strict";
// Sorts a table by a column: numbers as numbers, the rest as words; what is missing stays last.
const value = (row, column) => {
  const cell = row.cells[column];
  const text = (cell.firstChild && cell.firstChild.nodeType === 3 ? cell.firstChild.data : cell.textContent).trim();
  const number = parseFloat(text.replace(/,/g, "").replace("\u2212", "-"));
  return text === "\u2013" || text === "" ? null : Number.isNaN(number) || /^\d{4}-\d\d/.test(text) ? text : number;
};
const compare = (one, other) => {
  if (one === null || other === null) return (one === null) - (other === null);
  return typeof one === "number" && typeof other === "number" ? one - other : String(one).localeCompare(String(other));
};
for (const head of document.querySelectorAll("table.sorts thead th")) {
  head.querySelector("button").addEventListener("click", () => {
    const down = head.getAttribute("aria-sort") === "ascending";
    const body = head.closest("table").tBodies[0];
    const rows = [...body.rows].map((row) => [value(row, head.cellIndex), row]);
    rows.sort(([a], [b]) => (a === null || b === null ? compare(a, b) : down ? compare(b, a) : compare(a, b)));
    for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    body.append(...rows.map(([, row]) => row));
  });
}
// Marks the section that is being read in the contents.
const links = new Map([...document.querySelectorAll("nav a")].map((link) => [link.hash.slice(1), link]));
const seen = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (!entry.isIntersecting) continue;
    for (const link of links.values()) link.removeAttribute("aria-current");
    links.get(entry.target.id)?.setAttribute("aria-current", "true");
  }
}, { rootMargin: "-20% 0px -70% 0px" });
document.querySelectorAll("section").forEach((section) => seen.observe(section));
