import type { Speech } from '../../language/translate';
import { addDays } from '../../prices/days';
import type { PriceHistory, PriceStep } from '../../prices/prices';
import { formatStep } from './history-words';
import { isToldByMonth, perLicence } from './plan-words';

/** A card must stay small; prices move some times a year. */
const shownSteps = 12;

/** How far a price to come is drawn. */
const daysAhead = 30;

/** A point of Teams' Chart.Line: all days, so that it keeps the time to scale. */
interface Point {
  x: string;
  y: number;
}

/** The newest steps as the series of a line chart, and, for clients without charts, as the rows of a table, newest first. */
export function drawSteps(speech: Speech, history: PriceHistory, today: string): object {
  const { t } = speech;
  const steps = history.steps.slice(-shownSteps);
  const unit = perLicence(speech, history.plan, history.currency);
  const { partner, retail } = { partner: t('prices.find/partner'), retail: t('prices.find/retail') };
  return {
    unit,
    series: [
      { legend: partner, values: listPoints(history, steps, 'unit', today), color: 'categoricalBlue' },
      { legend: retail, values: listPoints(history, steps, 'retail', today), color: 'neutral' },
    ],
    rows: steps.map((step, at) => describeStep(speech, history, step, steps[at + 1])).reverse(),
  };
}

/** Each price from its first day to its last: a price jumps, it does not slope. */
function listPoints(history: PriceHistory, steps: PriceStep[], which: 'unit' | 'retail', today: string): Point[] {
  return steps.flatMap((step, at) => {
    const rates = step[which];
    if (!rates) return [];
    const next = steps[at + 1];
    const last = next ? addDays(next.from, -1) : step.from > today ? addDays(step.from, daysAhead) : today;
    const y = round((isToldByMonth(history.plan) ? rates.month : rates.term).amount);
    return last > step.from
      ? [
          { x: step.from, y },
          { x: last, y },
        ]
      : [{ x: step.from, y }];
  });
}

/** To the cent: what is drawn needs no more. */
function round(amount: string): number {
  return Math.round(Number(amount) * 100) / 100;
}

function describeStep(speech: Speech, history: PriceHistory, step: PriceStep, next: PriceStep | undefined): object {
  const { t, format } = speech;
  const percent = step.percent === null || Number(step.percent) === 0 ? '' : format.change(Number(step.percent) / 100);
  return {
    from:
      step.heldBefore && next ? t('prices.history/before', { date: format.date(next.from) }) : format.date(step.from),
    partner: step.unit ? formatStep(speech, history, step.unit) : t('prices.history/not-sold'),
    retail: formatStep(speech, history, step.retail),
    change: percent || '–',
  };
}
