import { writePhone } from '../account/profile/write-phone';
import type { User } from '../account/user';
import type { Language } from '../language/languages';
import { speak } from '../language/translate';
import type { StorageFault } from '../store/storage-fault';

type SignInProblem = 'wrong' | 'locked' | 'bad-form';

/** The sign-in form, with what was wrong and the name as it was typed. */
export function drawSignIn(language: Language, problem?: SignInProblem, name = ''): string {
  const { t } = speak(language);
  return page(
    language,
    t('account/sign-in'),
    `${problem ? `<p class="problem" role="alert">${t(`account/${problem}`)}</p>` : ''}
    <form method="post" action="/account/sign-in">
      <label>${t('account/name')}<input name="username" type="text" autocomplete="username" required autofocus value="${escapeHtml(name)}"></label>
      <label>${t('account/password')}<input name="password" type="password" autocomplete="current-password" required></label>
      <button>${t('account/sign-in')}</button>
    </form>
    <p class="hint">${t('account/forgotten')}</p>`,
  );
}

/** The form for a new password, which is all that someone with a temporary one sees. */
export function drawNewPassword(language: Language, user: User, flaws: readonly string[]): string {
  const { t } = speak(language);
  const list = flaws.map((flaw) => `<li>${t(`account/flaws/${flaw}`)}</li>`).join('');
  return page(
    language,
    t('account/choose'),
    `<p>${t('account/choose-why', { name: escapeHtml(user.displayName) })}</p>
    ${list ? `<div class="problem" role="alert"><p>${t('account/not-changed')}</p><ul>${list}</ul></div>` : ''}
    <form method="post" action="/account/password">
      <input type="hidden" name="username" autocomplete="username" value="${escapeHtml(user.userPrincipalName)}">
      <label>${t('account/current')}<input name="currentPassword" type="password" autocomplete="current-password" required autofocus></label>
      <label>${t('account/new')}<input name="newPassword" type="password" autocomplete="new-password" required minlength="8" maxlength="256" aria-describedby="rule"></label>
      <label>${t('account/again')}<input name="confirmPassword" type="password" autocomplete="new-password" required minlength="8" maxlength="256"></label>
      <p class="hint" id="rule">${t('account/rule')}</p>
      <button>${t('account/save')}</button>
    </form>${signOut(language)}`,
  );
}

/** What the account holds about the person who is signed in. */
export function drawRecord(language: Language, user: User): string {
  const { t, format } = speak(language);
  const roles = user.roles.length > 0 ? format.list(user.roles.map((role) => t(`roles/${role}`))) : t('users/no-role');
  const rows: [string, string][] = [
    [t('account/name'), user.userPrincipalName],
    [t('fields/email'), user.mail ?? '—'],
    [t('fields/phone'), user.phone ? writePhone(user.phone) : '—'],
    [t('fields/jobTitle'), user.jobTitle ?? '—'],
    [t('fields/roles'), roles],
    [t('fields/language'), user.language ?? '—'],
  ];
  const facts = rows.map(([title, value]) => `<dt>${title}</dt><dd>${escapeHtml(value)}</dd>`).join('');
  return page(language, user.displayName, `<p>${t('account/holds')}</p><dl>${facts}</dl>${signOut(language)}`);
}

/** What went wrong on our side, and the number under which the log has it. */
export function drawFault(language: Language, fault: StorageFault | 'fault', correlationId: string): string {
  const { t } = speak(language);
  const what = t(`problems/${fault}/what`);
  const advice = t(`problems/${fault}/do`, { id: correlationId });
  return page(language, t('desk/name'), `<p class="problem" role="alert">${what}</p><p>${advice}</p>`);
}

function signOut(language: Language): string {
  return `<form method="post" action="/account/sign-out"><button class="quiet">${speak(language).t('account/sign-out')}</button></form>`;
}

function page(language: Language, title: string, body: string): string {
  return `<!doctype html>
<html lang="${language}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${escapeHtml(title)} – Partner Desk</title>
  <style>${style}</style>
</head>
<body>
  <main>
    <p class="brand">Partner Desk</p>
    <h1>${escapeHtml(title)}</h1>
    ${body}
  </main>
</body>
</html>`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

const style = `
:root { color-scheme: light dark; --ink: #242424; --paper: #fff; --ground: #f5f5f5; --quiet: #616161; --accent: #5b5fc7; --bad: #b10e1c; --line: #d1d1d1; }
@media (prefers-color-scheme: dark) { :root { --ink: #fff; --paper: #292929; --ground: #1f1f1f; --quiet: #adadad; --accent: #9299f7; --bad: #f1707b; --line: #525252; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 'Segoe UI', system-ui, sans-serif; }
main { max-width: 28rem; margin: 8vh auto; padding: 2rem; background: var(--paper); border-radius: 8px; box-shadow: 0 2px 8px #0003; }
.brand { margin: 0; color: var(--accent); font-weight: 600; }
h1 { margin: 0 0 1rem; font-size: 1.5rem; line-height: 1.25; overflow-wrap: anywhere; }
label { display: block; margin: 0 0 1rem; font-weight: 600; }
input { display: block; width: 100%; margin-top: .25rem; padding: .5rem .75rem; font: inherit; font-weight: 400; color: inherit; background: transparent; border: 1px solid var(--line); border-bottom-color: var(--quiet); border-radius: 4px; }
button { padding: .5rem 1.25rem; font: inherit; font-weight: 600; color: var(--paper); background: var(--accent); border: 1px solid var(--accent); border-radius: 4px; cursor: pointer; }
button.quiet { margin-top: 1rem; color: inherit; background: transparent; border-color: var(--line); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.hint { color: var(--quiet); font-size: .875rem; }
.problem { color: var(--bad); font-weight: 600; }
.problem ul { margin: .25rem 0 1rem; padding-left: 1.25rem; font-weight: 400; }
dt { color: var(--quiet); font-size: .875rem; } dd { margin: 0 0 .75rem; overflow-wrap: anywhere; }
@media (max-width: 30rem) { main { margin: 0; min-height: 100vh; border-radius: 0; } }
`;
