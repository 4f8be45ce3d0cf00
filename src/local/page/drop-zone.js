import { icon, make } from './dom.js';

/**
 * Files may be dropped anywhere on the room while it takes some; elsewhere a drop does nothing, where the browser would
 * open the file in place of the page.
 * @param {HTMLElement} room
 * @param {HTMLElement} sign shown while files are held over the room
 * @param {{takes: () => string|undefined, onFiles: (files: File[], folders: boolean) => void}} options takes: what the
 *   sign says; undefined where no files are taken
 */
export function watchDrops(room, sign, { takes, onFiles }) {
  const holdsFiles = ({ dataTransfer }) => [...(dataTransfer?.types ?? [])].includes('Files');
  const invitationFor = ({ target }) =>
    room.contains(target) && !document.querySelector('dialog[open]') ? takes() : undefined;

  window.addEventListener('dragover', (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    const invitation = invitationFor(event);
    event.dataTransfer.dropEffect = invitation ? 'copy' : 'none';
    if (invitation && sign.hidden) sign.replaceChildren(icon('attach'), make('span', {}, invitation));
    sign.hidden = !invitation;
  });
  window.addEventListener('dragleave', ({ relatedTarget }) => {
    if (!relatedTarget) sign.hidden = true;
  });
  window.addEventListener('drop', (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    sign.hidden = true;
    if (!invitationFor(event)) return;
    const items = [...event.dataTransfer.items].filter(({ kind }) => kind === 'file');
    const files = items.filter((item) => !item.webkitGetAsEntry()?.isDirectory).map((item) => item.getAsFile());
    onFiles(files, files.length < items.length);
  });
}
