/* global AdaptiveCards */
import { make } from './dom.js';

/** Share of the width that the scale's numbers take, in per cent. */
const LEFT = 14;
const DASHED = 'neutral';

/** Teams' Chart.Line, which the renderer does not know: lines over time, drawn to scale. */
export class LineChart extends AdaptiveCards.CardElement {
  getJsonTypeName() {
    return 'Chart.Line';
  }

  internalParse(source, context) {
    super.internalParse(source, context);
    this.chart = { title: source.title ?? '', data: source.data ?? [] };
  }

  internalRender() {
    const { title, data } = this.chart;
    const locale = this.getRootElement()?.lang || document.documentElement.lang;
    const points = data.flatMap(({ values }) => values);
    if (points.length === 0) return undefined;
    const time = scaleOf(points.map(({ x }) => Date.parse(x)));
    const ticks = ticksOf(points.map(({ y }) => y));
    const height = { least: ticks[0], most: ticks[ticks.length - 1] };
    const number = new Intl.NumberFormat(locale);
    const plot = draw('svg', { class: 'chart-plot', role: 'img', 'aria-label': describe(title, data, number) });
    for (const tick of ticks) plot.append(...gridLine(`${place(tick, height, 92, 4)}%`, number.format(tick)));
    const lines = draw('svg', {
      x: `${LEFT}%`,
      width: `${100 - LEFT}%`,
      viewBox: '0 0 100 100',
      preserveAspectRatio: 'none',
    });
    for (const { values, color } of data) {
      const path = values.map(({ x, y }) => `${place(Date.parse(x), time, 0, 100)},${place(y, height, 92, 4)}`);
      lines.append(draw('polyline', { points: path.join(' '), class: classOf(color) }));
    }
    plot.append(lines);
    const day = new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' });
    return make(
      'figure',
      { class: 'chart' },
      make('figcaption', {}, title),
      plot,
      make('div', { class: 'chart-times' }, ...[time.least, time.most].map((at) => make('span', {}, day.format(at)))),
      make(
        'div',
        { class: 'chart-legend' },
        ...data.map(({ legend, color }) => make('span', { class: classOf(color) }, legend)),
      ),
    );
  }
}

function classOf(color) {
  return color === DASHED ? 'chart-line dashed' : 'chart-line';
}

function scaleOf(values) {
  return { least: Math.min(...values), most: Math.max(...values) };
}

/** Where a value stands between `from` and `to`; all the same stand in the middle. */
function place(value, { least, most }, from, to) {
  const share = most === least ? 0.5 : (value - least) / (most - least);
  return Math.round((from + share * (to - from)) * 100) / 100;
}

/** Round numbers, three to six, that hold all values between them. */
function ticksOf(values) {
  const { least, most } = scaleOf(values);
  const span = most - least || Math.abs(most) / 5 || 1;
  const power = 10 ** Math.floor(Math.log10(span / 2));
  const step = [1, 2, 5, 10].map((each) => each * power).find((each) => span / each <= 4);
  const first = Math.floor(least / step) - (least % step === 0 && least > 0 ? 1 : 0);
  const last = Math.ceil(most / step) + (most % step === 0 ? 1 : 0);
  return Array.from({ length: last - first + 1 }, (_, at) => Number(((first + at) * step).toPrecision(12)));
}

function gridLine(y, text) {
  const label = draw('text', { x: `${LEFT - 2}%`, y, 'text-anchor': 'end', 'dominant-baseline': 'central' });
  label.textContent = text;
  return [draw('line', { x1: `${LEFT}%`, x2: '100%', y1: y, y2: y, class: 'chart-grid' }), label];
}

function describe(title, data, number) {
  const series = data.map(({ legend, values }) => `${legend} ${values.map(({ y }) => number.format(y)).join(', ')}`);
  return [title, ...series].join('; ');
}

function draw(tag, attributes) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
