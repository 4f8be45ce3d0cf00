export interface Picture {
  template: string;
  /** Of the sample. */
  name: string;
  file: string;
  /** In CSS pixels. */
  width: number;
}

/** Every picture on one page, by template and sample. */
export function contactSheet(pictures: readonly Picture[]): string {
  const rows = new Map<string, Picture[]>();
  for (const shown of pictures) {
    const title = `${shown.template} · ${shown.name}`;
    rows.set(title, [...(rows.get(title) ?? []), shown]);
  }
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Partner Desk: the cards</title>
    <style>
      body { margin: 24px; font: 14px/20px system-ui, sans-serif; background: #e8e8e8; color: #222; }
      section { display: flex; gap: 12px; overflow-x: auto; align-items: flex-start; margin-bottom: 24px; }
      h2 { font-size: 16px; }
      img { flex: none; height: auto; }
    </style>
  </head>
  <body>
    <h1>The cards, with their sample data</h1>
${[...rows].map(([title, row]) => section(title, row)).join('\n')}
  </body>
</html>
`;
}

function picture({ file, width }: Picture): string {
  return `      <img src="${file}" alt="${file}" width="${width}" loading="lazy" />`;
}

function section(title: string, row: readonly Picture[]): string {
  return `    <h2>${title}</h2>\n    <section>\n${row.map(picture).join('\n')}\n    </section>`;
}
