// The Bot Framework's packages are compiled for engines without `async`: each await is a generator's yield that a helper takes on
// with promises of its own, which costs a turn a seventh of its CPU. In the bundle they are what they were in their sources.
import { readFileSync } from 'node:fs';

/** How TypeScript writes an async function for such engines, and nearly the only generators that these packages have. */
const asGenerator = /__awaiter\((?:this|void 0), void 0, void 0, function\* \(\) \{/g;

/** @returns {import('esbuild').Plugin} */
export function nativeAsync() {
  return {
    name: 'native-async',
    setup(build) {
      build.onLoad(
        { filter: /[\\/]node_modules[\\/](?:botbuilder(?:-core|-stdlib)?|botframework-connector)[\\/]lib[\\/].+\.js$/ },
        ({ path }) => ({ contents: withNativeAsync(readFileSync(path, 'utf8')) }),
      );
    },
  };
}

/** A module as TypeScript compiled it, with native async functions; as it is where it has generators of another form. */
function withNativeAsync(code) {
  const generators = code.match(/function\s*\*/g)?.length ?? 0;
  if (generators !== code.match(asGenerator)?.length || /\byield\s*\*/.test(code)) return code;
  // Arrow functions have the `this` around them, as the helper was given it.
  const native = code.replace(asGenerator, 'runAsync(async () => {').replace(/\byield\b/g, 'await');
  return `${native}\nfunction runAsync(run) { return run(); }\n`;
}
