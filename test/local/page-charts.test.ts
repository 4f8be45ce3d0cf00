import type { Page } from 'playwright-core';
import { describeInBrowser } from './browser';
import { MARIE } from './local-desk';
import { say, usePages } from './page';

const values = (...pairs: [string, number][]) => pairs.map(([x, y]) => ({ x, y }));
const POLYLINES = `[...document.querySelectorAll('.card polyline')].map((line) => line.getAttribute('points'))`;
const table = { type: 'Table', columns: [{ width: 1 }], rows: [] };

describeInBrowser('the local chat page: charts', () => {
  const { desk, open } = usePages();

  async function show(page: Page, data: object[]): Promise<void> {
    await say(page, 'help');
    const body = [{ type: 'Chart.Line', title: 'EUR a month', data, fallback: table }];
    await desk().bot.connector('POST', `conversations/${encodeURIComponent(`a:${MARIE.objectId}`)}/activities`, {
      type: 'message',
      attachments: [
        {
          contentType: 'application/vnd.microsoft.card.adaptive',
          content: { type: 'AdaptiveCard', version: '1.5', lang: 'fr', body },
        },
      ],
    });
    await page.waitForSelector('.card');
  }
  const linesOf = (page: Page) => page.evaluate<string[]>(POLYLINES);

  it('draws Chart.Line to the scale of time and of values', async () => {
    const page = await open(MARIE);

    await show(page, [
      { legend: 'You pay', values: values(['2026-01-01', 10], ['2026-01-31', 10], ['2026-03-02', 20]) },
      { legend: 'Retail', color: 'neutral', values: values(['2026-01-01', 30], ['2026-03-02', 30]) },
    ]);

    const [pay = '', retail = ''] = await linesOf(page);
    const heights = pay.split(' ').map((point) => Number(point.split(',')[1]));
    expect(pay.split(' ').map((point) => Number(point.split(',')[0]))).toEqual([0, 50, 100]);
    expect(heights[0]).toBe(heights[1]);
    expect(heights[2]).toBeLessThan(heights[1]!);
    expect(Number(retail.split(' ')[0]!.split(',')[1])).toBeLessThan(heights[2]!);
    expect(await page.getAttribute('.chart-plot', 'aria-label')).toBe('EUR a month; You pay 10, 10, 20; Retail 30, 30');
    expect(await page.innerText('.chart-times')).toMatch(/janv\. 2026\s*mars 2026/);
    expect(await page.innerText('.chart-legend')).toMatch(/You pay\s*Retail/);
  });

  it.each<[string, [string, number][]]>([
    ['one day', [['2026-11-01', 5]]],
    [
      'a price that stays',
      [
        ['2026-01-01', 19.23],
        ['2026-11-01', 19.23],
      ],
    ],
    [
      'nothing but zero',
      [
        ['2026-01-01', 0],
        ['2026-11-01', 0],
      ],
    ],
    [
      'hundreds of thousands',
      [
        ['2026-01-01', 150_000],
        ['2026-11-01', 987_654.32],
      ],
    ],
  ])('draws %s within the plot', async (_, pairs) => {
    const page = await open(MARIE);

    await show(page, [{ legend: 'You pay', values: values(...pairs) }]);

    const [line = ''] = await linesOf(page);
    for (const point of line.split(' ')) {
      for (const at of point.split(',').map(Number)) {
        expect(at).toBeGreaterThanOrEqual(0);
        expect(at).toBeLessThanOrEqual(100);
      }
    }
    expect(await page.locator('.chart-grid').count()).toBeGreaterThanOrEqual(2);
  });

  it('draws nothing where there is nothing to draw', async () => {
    const page = await open(MARIE);

    await show(page, [{ legend: 'You pay', values: [] }]);

    expect(await page.locator('.chart').count()).toBe(0);
  });
});
