// Draws the charts of a page from its tables: <figure class="chart" data-chart="line|bars"> with a <table>. The first column is the x axis (a <time datetime>, or a name),
// each further column a series, whose cells carry data-value. Without this script the table itself is what is read, and it stays there for whoever wants the figures.

const language = document.documentElement.lang || 'en';
const style = getComputedStyle(document.documentElement);
const token = (name) => style.getPropertyValue(name).trim();
const seriesColours = ['--chart-a', '--chart-b', '--chart-c', '--chart-d'];
const height = 220;

function read(figure) {
  const table = figure.querySelector('table');
  const heads = [...table.tHead.rows[0].cells];
  const rows = [...table.tBodies[0].rows];
  const times = rows.map((row) => row.cells[0].querySelector('time')?.dateTime);
  const isTime = rows.length > 0 && times.every((time) => time);
  const names = rows.map((row) => row.cells[0].textContent.trim());
  return {
    head: heads[0].textContent.trim(),
    isTime,
    names,
    x: isTime ? times.map((time) => Date.parse(time) / 1000) : names.map((_, i) => i),
    series: heads.slice(1).map((head, i) => ({
      label: head.textContent.trim(),
      // What the cell shows is what the legend says, so that an amount is written in one way only.
      shown: rows.map((row) => row.cells[i + 1].textContent.trim()),
      values: rows.map((row) => (row.cells[i + 1].dataset.value ?? '') === '' ? null : Number(row.cells[i + 1].dataset.value)),
    })),
  };
}

function ordered(data) {
  const order = data.x.map((_, i) => i).sort((a, b) => data.x[a] - data.x[b]);
  const pick = (list) => order.map((i) => list[i]);
  return { ...data, names: pick(data.names), x: pick(data.x), series: data.series.map((s) => ({ ...s, shown: pick(s.shown), values: pick(s.values) })) };
}

function options(figure, data, width) {
  const { uPlot } = window;
  const isBars = figure.dataset.chart === 'bars';
  const muted = token('--muted');
  const grid = { stroke: token('--line'), width: 1 };
  const prefix = figure.dataset.prefix ?? '';
  const compact = new Intl.NumberFormat(language, { notation: 'compact', maximumSignificantDigits: 3 });
  const axis = { stroke: muted, grid, ticks: grid, font: '12px system-ui, sans-serif' };
  return {
    width,
    height,
    scales: { x: { time: data.isTime, range: isBars ? (_, min, max) => [min - half(data.x), max + half(data.x)] : undefined }, y: { range: (_, min, max) => [Math.min(0, min), max > 0 ? max * 1.08 : 1] } },
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
    cursor: { y: false, drag: { x: false, y: false } },
    series: [
      { label: data.head, value: (_, __, ___, i) => (i == null ? '–' : data.names[i]) },
      ...data.series.map((s, i) => ({
        label: s.label,
        stroke: token(seriesColours[i % seriesColours.length]),
        fill: isBars ? token(seriesColours[i % seriesColours.length]) : undefined,
        width: isBars ? 0 : 2,
        // Lines differ by their dashes as well as by their colour.
        dash: isBars || i === 0 ? undefined : [8 - i * 2, 4],
        paths: isBars ? uPlot.paths.bars({ size: [0.7, 48], align: 0 }) : undefined,
        points: { show: !isBars && data.x.length < 40, size: 6 },
        value: (_, __, ___, at) => (at == null ? '–' : s.shown[at]),
      })),
    ],
    axes: [
      { ...axis, values: data.isTime ? dates(data) : (_, splits, __, room, step) => splits.map((at) => (Number.isInteger(at) ? shortened(data.names[at] ?? '', room / Math.min(step, 1)) : '')), space: 64, incrs: isLong(data) ? days : undefined },
      { ...axis, values: (_, splits) => splits.map((value) => prefix + compact.format(value)), size: 64 },
    ],
  };
}

// The legend and the table have the whole name.
const letterWidth = 7;
const shortened = (name, room) => {
  const letters = Math.floor(room / letterWidth) - 1;
  return name.length > letters ? name.slice(0, letters - 1) + '…' : name;
};

const half = (x) => (x.length > 1 ? (x[1] - x[0]) / 2 : 1);

const isLong = ({ isTime, x }) => isTime && x.length > 1 && x.at(-1) - x[0] > 2 * 86400;
const days = [1, 2, 3, 5, 7, 14, 28, 56].map((n) => n * 86400); // a date stands once

function dates(data) {
  const format = new Intl.DateTimeFormat(language, isLong(data) ? { day: 'numeric', month: 'short', timeZone: 'UTC' } : { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'UTC' });
  return (_, splits) => splits.map((seconds) => format.format(seconds * 1000));
}

function draw(figure) {
  const data = ordered(read(figure));
  if (data.x.length === 0) return;
  const place = document.createElement('div');
  place.className = 'chart-plot';
  place.setAttribute('aria-hidden', 'true'); // the table says the same
  figure.querySelector('figcaption').after(place);
  let plot;
  const again = () => {
    plot?.destroy();
    plot = new window.uPlot(options(figure, data, place.clientWidth), [data.x, ...data.series.map((s) => s.values)], place);
  };
  again();
  new ResizeObserver(() => { if (plot.width !== place.clientWidth) plot.setSize({ width: place.clientWidth, height }); }).observe(place);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', again);
  figure.dataset.drawn = '';
}

if (window.uPlot) document.querySelectorAll('figure.chart').forEach(draw);
