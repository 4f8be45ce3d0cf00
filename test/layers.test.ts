import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import ts from 'typescript';

/**
 * design.md, Layers: imports go one way.
 *
 *     teams, local, http  →  desk  →  operations  →  account, prices, notices, audit  →  store
 *                                language ↗
 *
 * Each folder of `src/` may import itself and the folders beside its name here; nothing else.
 */
const arrows: Record<string, string[]> = {
  store: [],
  audit: ['store'],
  account: ['audit', 'store'],
  prices: ['store'],
  notices: ['prices', 'store'],
  // Beside the rest: it knows no operation and no desk. Which language someone chose is a row.
  language: ['store'],
  operations: ['account', 'audit', 'language', 'notices', 'prices'],
  desk: ['operations', 'account', 'audit', 'language', 'notices', 'prices', 'store', 'keyed-state', 'json-text'],
  teams: ['desk', 'operations', 'config', 'json-text'],
  // The page of the embedded account; the bot's own routes take functions that are composed above.
  http: ['account', 'language', 'store', 'json-text'],
  local: ['account', 'language'],
  // Made from the records of the operations.
  manifest: ['operations', 'language'],
  config: [],
  'keyed-state': [],
  'json-text': [],
  log: [],
};

/** The packages that one folder alone may know; with the folder goes the package. */
const packages: Record<string, string[]> = {
  botbuilder: ['teams'],
  'botframework-connector': ['teams'],
  '@microsoft/teams-ai': ['teams'],
  openai: ['teams'],
  'better-sqlite3': ['store'],
  'adaptivecards-templating': ['desk'],
  restify: ['http', 'local'],
  'prom-client': ['http'],
  i18next: ['language'],
  'rate-limiter-flexible': ['http', 'notices'],
  keyv: ['keyed-state'],
  kysely: ['store', 'account', 'audit', 'prices', 'notices', 'desk'],
};

interface Import {
  from: string;
  /** `account/user` within `src/`, or the package's name. */
  to: string;
  isLocal: boolean;
}

const root = join(__dirname, '../src');

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return path === join(root, 'local/page') ? [] : sourceFiles(path);
    return entry.name.endsWith('.ts') ? [path] : [];
  });
}

/** Every import of a file: of values and of types, exported again, required or awaited. */
function importsOf(path: string): Import[] {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const specifiers: string[] = [];
  const visit = (node: ts.Node): void => {
    const isImport = ts.isImportDeclaration(node) || ts.isExportDeclaration(node);
    if (isImport && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier))
      specifiers.push(node.moduleSpecifier.text);
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal))
      specifiers.push(node.argument.literal.text);
    if (
      ts.isCallExpression(node) &&
      (node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText() === 'require')
    ) {
      const [argument] = node.arguments;
      if (argument && ts.isStringLiteral(argument)) specifiers.push(argument.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return specifiers.map((specifier) => {
    const isLocal = specifier.startsWith('.');
    const to = isLocal
      ? relative(root, join(dirname(path), specifier))
          .split(sep)
          .join('/')
      : specifier;
    return { from: relative(root, path).split(sep).join('/'), to, isLocal };
  });
}

const layerOf = (path: string) => path.split('/')[0]!.replace(/\.ts$/, '');
const isEntry = (path: string) => !path.includes('/') && !(layerOf(path) in arrows);
const packageOf = (specifier: string) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
const tell = ({ from, to }: Import) => `${from} imports ${to}`;

const imports = sourceFiles(root).flatMap(importsOf);
const local = imports.filter((each) => each.isLocal);

it('the imports were read', () => {
  expect(imports.length).toBeGreaterThan(300);
  expect(local.map(tell)).toContain('desk/ask.ts imports account/rights');
  expect(imports.map(tell)).toContain('teams/adapter.ts imports botbuilder');
});

it('every folder has its place', () => {
  const folders = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

  expect(folders.filter((folder) => !(folder in arrows))).toEqual([]);
});

it.each(Object.entries(arrows))('%s imports no more than %j', (layer, allowed) => {
  const beyond = local.filter(
    ({ from, to }) => layerOf(from) === layer && layerOf(to) !== layer && !allowed.includes(layerOf(to)),
  );

  expect(beyond.map(tell)).toEqual([]);
});

it.each(Object.entries(packages))('%s is known to %j alone', (name, layers) => {
  const beyond = imports.filter(
    ({ from, to, isLocal }) => !isLocal && packageOf(to) === name && !isEntry(from) && !layers.includes(layerOf(from)),
  );

  expect(beyond.map(tell)).toEqual([]);
});

it('nothing imports what composes: the entry files stand above all', () => {
  const beyond = local.filter(
    ({ from, to }) => !isEntry(from) && isEntry(`${to}.ts`) && !to.includes('/') && !(to in arrows),
  );

  expect(beyond.map(tell)).toEqual([]);
});

it('the arrows hold no ring', () => {
  const reaches = (from: string, goal: string, seen = new Set<string>()): boolean =>
    arrows[from]!.some((next) => next === goal || (!seen.has(next) && reaches(next, goal, seen.add(next))));

  expect(Object.keys(arrows).filter((layer) => reaches(layer, layer))).toEqual([]);
});
