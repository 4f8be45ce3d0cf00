// Parts of the desk by themselves, bundled as the desk is.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { project } from './servers.mjs';

const folder = join(project, 'build', 'bench');

export async function makeParts() {
  // Not where they are loaded: the bundler would count for what is measured there.
  const { bundle } = await import('../../bundle/bundle.mjs');
  await bundle({ parts: join(project, 'test/bench/desk-parts.mjs') }, folder);
}

export const loadMadeParts = () => createRequire(import.meta.url)(join(folder, 'parts.js'));

export async function loadParts() {
  await makeParts();
  return loadMadeParts();
}
