// How the report looks on a screen, on a phone and on paper.

#ifndef FINSAM_SERVICES_GATEWAY_HTML_STYLE_H_
#define FINSAM_SERVICES_GATEWAY_HTML_STYLE_H_

namespace finsam::gateway {

// Colours on white: text 15:1, quiet text 7:1, accent 7.5:1, so that all are
// above the 4.5:1 that WCAG AA asks for.
inline constexpr char kReportCss[] = R"css(
:root {
  --ink: #1b2428;
  --quiet: #4d595f;
  --accent: #0b5a73;
  --line: #c9d1d4;
  --strong-line: #5d6a70;
  --ground: #f4f6f7;
  color-scheme: light;
}
* { box-sizing: border-box; }
html {
  font: 100%/1.6 -apple-system, "Segoe UI", Roboto, "Noto Sans",
    "Liberation Sans", Arial, sans-serif;
  color: var(--ink);
  background: #fff;
  -webkit-text-size-adjust: 100%;
  text-size-adjust: 100%;
  scroll-padding-top: 1rem;
}
body { margin: 0; overflow-wrap: break-word; }
.page { max-width: 52rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
a { color: var(--accent); text-underline-offset: 0.15em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
:target { background: #fdf3c7; }
section:target { background: none; }
section:target > :first-child { background: #fdf3c7; }
.skip {
  position: absolute;
  left: -100rem;
  padding: 0.5rem 1rem;
  background: #fff;
}
.skip:focus { left: 1rem; top: 1rem; z-index: 2; }

h1, h2, h3, h4, h5, h6 {
  line-height: 1.25;
  margin: 2.2em 0 0.6em;
  font-weight: 650;
  overflow-wrap: anywhere;
  text-wrap: balance;
}
h1 { font-size: clamp(1.9rem, 6vw, 2.75rem); margin: 0.1em 0 0.3em; }
h2 {
  font-size: 1.65rem;
  margin-top: 3rem;
  padding-top: 1.25rem;
  border-top: 1px solid var(--line);
}
h3 { font-size: 1.3rem; }
h4 { font-size: 1.1rem; }
h5, h6 { font-size: 1rem; }
h2 .number, h3 .number, h4 .number { color: var(--accent); }
.title { border-bottom: 3px solid var(--accent); padding-bottom: 1.25rem; }
.title p { margin: 0; }
.association { font-weight: 650; color: var(--accent); }
.registration { color: var(--quiet); }
.internal { font-weight: bold; border: 2px solid; padding: 0.5em; }

nav { margin: 2rem 0; font-size: 0.95rem; }
nav .contents { font-weight: 650; margin: 0 0 0.25rem; }
nav ol { list-style: none; margin: 0; padding: 0; }
nav ol ol { padding-left: 1.1rem; }
nav a {
  display: block;
  padding: 0.2rem 0;
  line-height: 1.4;
  color: var(--ink);
  text-decoration: none;
  overflow-wrap: anywhere;
}
nav a:hover { color: var(--accent); text-decoration: underline; }
nav .number { color: var(--quiet); margin-right: 0.25em; }

.prose { max-width: 68ch; overflow-wrap: break-word; }
.prose p, .prose ul, .prose ol, .prose blockquote { margin: 0 0 1em; }
.prose ul, .prose ol { padding-left: 1.5rem; }
.prose li { margin: 0.3em 0; }
.prose blockquote {
  margin-left: 0;
  padding-left: 1rem;
  border-left: 3px solid var(--line);
  color: var(--quiet);
}
pre { overflow-x: auto; padding: 0.75rem 1rem; background: var(--ground); }
code, pre { font: 0.9em/1.5 ui-monospace, "Liberation Mono", monospace; }
code { overflow-wrap: anywhere; }
hr { border: 0; border-top: 1px solid var(--line); margin: 2rem 0; }

data { font-variant-numeric: tabular-nums lining-nums; white-space: nowrap; }
.origin { color: inherit; text-decoration: none; }
.prose .origin { text-decoration: underline dotted var(--strong-line); }
.origin:hover { color: var(--accent); text-decoration: underline; }
.flag {
  display: inline-block;
  min-width: 1.5em;
  margin: 0 0.35em;
  font-size: 0.75em;
  line-height: 1.5;
  text-align: center;
  color: #fff;
  background: #9a3412;
  border-radius: 0.75em;
  text-decoration: none;
}

/* The two lower layers darken an edge behind which there is more to scroll to;
   the upper two move with the table and hide them at its ends. */
.table {
  overflow-x: auto;
  margin: 1.25rem 0 2rem;
  background:
    linear-gradient(to right, #fff 40%, #fff0) left / 2.5rem 100% local,
    linear-gradient(to left, #fff 40%, #fff0) right / 2.5rem 100% local,
    linear-gradient(to right, #0002, #0000) left / 0.75rem 100% scroll,
    linear-gradient(to left, #0002, #0000) right / 0.75rem 100% scroll;
  background-repeat: no-repeat;
}
table {
  border-collapse: collapse;
  width: 100%;
  font-size: 0.95rem;
  line-height: 1.4;
}
caption { text-align: left; padding: 0 0 0.4rem; }
caption .name { font-weight: 650; }
caption .unit { color: var(--quiet); }
.remark { margin: 0.4rem 0 0; font-size: 0.875rem; color: var(--quiet); }
caption.quiet {
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
th, td {
  padding: 0.32rem 0 0.32rem 1.1rem;
  text-align: left;
  vertical-align: top;
  font-weight: 400;
}
th:first-child, td:first-child { padding-left: 0; }
thead th {
  font-weight: 600;
  font-size: 0.875rem;
  color: var(--quiet);
  vertical-align: bottom;
  border-bottom: 2px solid var(--strong-line);
}
tbody th[scope="row"] { min-width: 9rem; overflow-wrap: break-word; }
tbody tr + tr > *, tbody + tbody > tr:first-child > * {
  border-top: 1px solid #e6eaec;
}
.num { text-align: right; white-space: nowrap; }
thead .num { white-space: normal; min-width: 5.5rem; }
thead .word { white-space: nowrap; }
.note { text-align: center; width: 3rem; }
.note a { display: inline-block; min-width: 1.5rem; }
thead .long { min-width: 14rem; }
thead .short { min-width: 6rem; }
tbody .group > th { font-weight: 650; padding-top: 1rem; }
tbody:first-of-type .group > th { padding-top: 0.5rem; }
tbody tr.total > * {
  font-weight: 650;
  border-top: 1.5px solid var(--strong-line);
}
tbody tr.part > * { color: var(--quiet); }
tbody tr.part > th { padding-left: 1.1rem; }

.chart { margin: 0 0 2rem; }
.chart figcaption { font-weight: 650; margin: 0 0 0.4rem; }
.drawing { overflow-x: auto; }
.drawing svg {
  display: block;
  width: 100%;
  min-width: 27rem;
  max-width: 44rem;
  height: auto;
  font-variant-numeric: tabular-nums lining-nums;
}

.findings { padding-left: 1.5rem; }
.findings li { margin: 0 0 1.25rem; padding-left: 0.25rem; }
.findings p { margin: 0 0 0.25rem; }
.findings dl {
  display: grid;
  grid-template-columns: max-content minmax(0, 1fr);
  gap: 0.1rem 1rem;
  margin: 0;
  font-size: 0.9rem;
}
.findings dt { grid-column: 1; color: var(--quiet); }
.findings dd { grid-column: 2; margin: 0; overflow-wrap: anywhere; }
footer {
  margin-top: 4rem;
  padding-top: 1rem;
  border-top: 1px solid var(--line);
  font-size: 0.85rem;
  color: var(--quiet);
  overflow-wrap: anywhere;
}
footer p, footer ul { margin: 0; }
footer ul { padding-left: 1.2rem; }

@media screen and (min-width: 68rem) {
  .page:has(> nav) {
    max-width: 76rem;
    padding: 3rem 2rem 5rem;
    display: grid;
    grid-template-columns: 16rem minmax(0, 52rem);
    column-gap: 4rem;
  }
  .title { grid-column: 1 / -1; }
  nav {
    position: sticky;
    top: 1.5rem;
    align-self: start;
    max-height: calc(100vh - 3rem);
    overflow-y: auto;
    padding-right: 0.5rem;
  }
  main { grid-column: 2; }
  main > section:first-child > h2 { border-top: 0; margin-top: 0.9rem; }
  footer { grid-column: 2; }
}
@media screen and (max-width: 30rem) {
  table { font-size: 0.875rem; }
  th, td { padding-left: 0.7rem; }
  thead .num { min-width: 0; }
  .note { width: 1.75rem; padding-left: 0.4rem; }
  tbody th[scope="row"] { min-width: 7rem; }
  h2 { font-size: 1.4rem; }
  h3 { font-size: 1.2rem; }
}

@page {
  size: A4;
  margin: 20mm 20mm 22mm;
  @bottom-right {
    content: counter(page) " (" counter(pages) ")";
    font: 8.5pt sans-serif;
    color: #4d595f;
  }
}
@media print {
  html { font-size: 10pt; line-height: 1.45; }
  .page { max-width: none; padding: 0; }
  .skip, .flag { display: none; }
  .title { margin-top: 60mm; }
  h1 { font-size: 26pt; }
  h2 { font-size: 16pt; margin-top: 22pt; padding-top: 9pt; }
  h3 { font-size: 12.5pt; }
  h4 { font-size: 11pt; }
  h1, h2, h3, h4, h5, h6, caption { break-after: avoid; }
  nav { break-after: page; }
  nav a { padding: 1pt 0; }
  p, li { orphans: 3; widows: 3; }
  .prose { max-width: none; }
  .prose a, .origin, .prose .origin { color: inherit; text-decoration: none; }
  main > section:first-child > h2 { border-top: 0; margin-top: 0; }
  .table { overflow: visible; margin: 10pt 0 14pt; background: none; }
  .table.whole { break-inside: avoid; }
  table { font-size: 9pt; }
  thead { display: table-header-group; }
  thead th { font-size: 8.5pt; }
  thead .num { min-width: 0; }
  th, td { padding: 2.2pt 0 2.2pt 8pt; overflow-wrap: break-word; }
  tbody th[scope="row"], thead .long, thead .short { min-width: 0; }
  tr, .findings li { break-inside: avoid; }
  tr.group { break-after: avoid; }
  tr.total { break-before: avoid; }
  pre { white-space: pre-wrap; }
  .chart { break-inside: avoid; margin: 0 0 14pt; }
  .drawing { overflow: visible; }
  .drawing svg { min-width: 0; max-width: 155mm; }
  footer { break-inside: avoid; margin-top: 24pt; }
}
)css";

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_HTML_STYLE_H_
