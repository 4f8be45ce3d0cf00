import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import type * as os from 'node:os';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { LocalMessage } from '../../src/local/channel';
import {
  AUDIT,
  type Download,
  type UploadInfo,
  auditConsent,
  bring,
  consentAnswerSchema,
  fileInfo,
} from './fake-files';
import { ALEX, type LocalDesk, MARIE, startLocalDesk } from './local-desk';

const GROUP = '19:project-contoso@thread.v2';
const client = { locale: 'fr-FR', timeZone: 'Europe/Paris', utcOffset: 60 };
const marie = { as: MARIE.objectId, conversation: `a:${MARIE.objectId}`, ...client };
const alex = { as: ALEX.objectId, conversation: `a:${ALEX.objectId}`, ...client };

let desk: LocalDesk;
beforeEach(async () => void (desk = await startLocalDesk()));
afterEach(() => desk.stop());

interface Answer<T> {
  status: number;
  body: T;
}
async function post<T = { message: LocalMessage }>(path: string, body: unknown): Promise<Answer<T>> {
  const response = await fetch(`${desk.origin}/local/api/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as T };
}
interface Uploaded {
  id: string;
  name: string;
  size: number;
}
async function upload(bytes: string | Buffer, query: object = {}): Promise<Answer<Uploaded>> {
  const { as, conversation } = marie;
  const search = new URLSearchParams({ as, conversation, name: 'people.csv', ...query });
  const response = await fetch(`${desk.origin}/local/api/files?${search.toString()}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/octet-stream' },
    body: bytes,
  });
  return { status: response.status, body: (await response.json()) as Uploaded };
}
const say = (files: string[], part: object = {}) => post('say', { ...marie, text: '', mention: true, files, ...part });
const history = async () => {
  const query = new URLSearchParams({ as: marie.as, conversation: marie.conversation });
  const response = await fetch(`${desk.origin}/local/api/history?${query.toString()}`);
  return ((await response.json()) as { messages: LocalMessage[] }).messages;
};
const send = (body: object, conversation = marie.conversation) =>
  desk.bot.connector('POST', `conversations/${encodeURIComponent(conversation)}/activities`, {
    type: 'message',
    ...body,
  });

describe('a file that a person attaches', () => {
  it('comes to the bot as Teams tells it, with a sentence', async () => {
    const { body: file } = await upload('name;mail\r\n', { name: 'Employés.CSV' });
    await say([file.id], { text: 'ajoute ces personnes' });

    const url = `${desk.origin}/local/files/${file.id}`;
    expect(desk.bot.received[0]).toMatchObject({
      type: 'message',
      text: 'ajoute ces personnes',
      attachments: [
        {
          contentType: 'application/vnd.microsoft.teams.file.download.info',
          contentUrl: url,
          name: 'Employés.CSV',
          content: { downloadUrl: url, uniqueId: expect.any(String), fileType: 'csv' },
        },
        { contentType: 'text/html', content: '<p>ajoute ces personnes</p>' },
      ],
    });
  });

  it('comes without a sentence, too, and the chat shows its name and size', async () => {
    const { body: file } = await upload('name;mail\r\n');
    await say([file.id]);

    const [activity] = desk.bot.received;
    const [said, answer] = await history();
    expect(activity).toMatchObject({ attachments: [{ name: 'people.csv' }] });
    expect(activity?.attachments).toHaveLength(1);
    expect(activity).not.toHaveProperty('text');
    expect(said).toMatchObject({ content: { text: '' }, files: [{ name: 'people.csv', size: 11 }] });
    expect(answer?.content.text).toBe('Got **people.csv**: 11 bytes');
  });

  it('is read byte for byte at its address, to be saved and never shown', async () => {
    const bytes = Buffer.from(Array.from({ length: 70_000 }, (_value, index) => index % 256));
    const { body: file } = await upload(bytes, { name: 'l’été.html' });
    await say([file.id]);

    const { content } = desk.bot.received[0]?.attachments?.[0] as Download;
    const response = await fetch(content.downloadUrl);

    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="l__t_.html"; filename*=UTF-8''l%E2%80%99%C3%A9t%C3%A9.html`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
  });

  it('is told again, the same, when the bot failed', async () => {
    const { body: file } = await upload('x');
    desk.bot.failNext(500);
    const said = await say([file.id]);
    await post('retry', { ...marie, message: said.body.message.id });

    const [first, second] = desk.bot.received;
    expect(second?.attachments).toEqual(first?.attachments);
    expect(second?.id).toBe(first?.id);
  });

  it('may be empty', async () => {
    const { status, body } = await upload('');

    expect([status, body.size]).toEqual([201, 0]);
  });

  it('goes to the bot in a personal chat only', async () => {
    const { body: file } = await upload('x');

    const uploaded = await upload('x', { conversation: GROUP });
    const said = await say([file.id], { conversation: GROUP });

    expect([uploaded.status, said.status]).toEqual([400, 400]);
    expect(desk.bot.received).toEqual([]);
  });

  it('is its owner’s: nobody else sends it', async () => {
    const { body: file } = await upload('x');

    const said = await say([file.id], alex);

    expect(said).toMatchObject({ status: 404, body: { error: { code: 'FileNotFound' } } });
    expect(desk.bot.received).toEqual([]);
  });

  it.each([
    ['an unknown person', { as: 'nobody' }, 404],
    ['another person’s chat', { conversation: alex.conversation }, 404],
    ['a file without a name', { name: '' }, 400],
  ])('is not taken from %s', async (_name, query, status) => {
    await expect(upload('x', query)).resolves.toMatchObject({ status });
  });

  it.each([
    ['an unknown file', ['nothing']],
    ['too many files', Array.from({ length: 11 }, () => 'x')],
    ['nothing at all', []],
  ])('is not sent: %s', async (_name, files) => {
    const { status } = await say(files);

    expect(status).toBeGreaterThanOrEqual(400);
    expect(desk.bot.received).toEqual([]);
  });

  it('is gone from the disk once the server stops', async () => {
    const root = mkdtempSync(path.join(tmpdir(), 'files-'));
    const places = jest.spyOn(jest.requireActual<typeof os>('node:os'), 'tmpdir').mockReturnValue(root);
    const before = desk;
    desk = await startLocalDesk();
    places.mockRestore();
    await upload('x');
    const during = readdirSync(root);
    await desk.stop();
    desk = before;

    expect(during).toHaveLength(1);
    expect(readdirSync(root)).toEqual([]);
    rmSync(root, { recursive: true });
  });
});

describe('a file that the bot sends', () => {
  const offer = async () => {
    const { body } = await send({ attachments: [auditConsent()] });
    return (body as { id: string }).id;
  };
  const answer = (message: string, action: 'accept' | 'decline', part: object = {}) =>
    post<{ status: number; failure?: string }>('consent', { ...marie, message, attachment: 0, action, ...part });
  /** What the bot is given to bring a file, without the bot bringing it. */
  const allowed = async (): Promise<UploadInfo> => {
    const message = await offer();
    desk.bot.failNext(500);
    await answer(message, 'accept');
    const value = consentAnswerSchema.parse(desk.bot.received.at(-1)?.value);
    if (value.action !== 'accept') throw new Error('It was not allowed.');
    return value.uploadInfo;
  };

  it('is asked for, allowed, brought and told', async () => {
    const message = await offer();
    const { body } = await answer(message, 'accept');

    const [invoke] = desk.bot.received;
    const { uploadInfo } = invoke?.value as { uploadInfo: UploadInfo };
    expect(body).toEqual({ status: 200 });
    expect(invoke).toMatchObject({
      type: 'invoke',
      name: 'fileConsent/invoke',
      replyToId: message,
      value: {
        type: 'fileUpload',
        action: 'accept',
        context: { token: 'yes' },
        uploadInfo: { name: 'audit.csv', fileType: 'csv' },
      },
    });
    const [question, told] = await history();
    expect(question).toMatchObject({ id: message, deleted: true });
    expect(told?.content.attachments).toEqual([fileInfo(uploadInfo)]);
    expect(await (await fetch(uploadInfo.contentUrl)).text()).toBe(AUDIT);
  });

  it('may be declined', async () => {
    const message = await offer();
    await answer(message, 'decline');

    expect(desk.bot.received[0]?.value).toEqual({ type: 'fileUpload', action: 'decline', context: { token: 'no' } });
    expect(await history()).toMatchObject([{ id: message, version: 2, content: { text: 'Nothing was sent.' } }]);
  });

  it.each([
    [500, 'BotFailed'],
    [400, 'BotRefused'],
    [403, 'BotRefused'],
  ])('tells the window when the bot answers %d', async (status, failure) => {
    const message = await offer();
    desk.bot.failNext(status);

    await expect(answer(message, 'accept')).resolves.toMatchObject({ body: { status, failure } });
  });

  it('is kept as it was offered', async () => {
    await offer();

    const [question] = await history();
    expect(question?.content.attachments).toEqual([auditConsent()]);
  });

  it.each([
    ['another person', { ...alex, conversation: marie.conversation }],
    ['another message', { message: 'm1' }],
    ['another attachment', { attachment: 1 }],
  ])('is not allowed by %s', async (_name, part) => {
    const message = await offer();

    const { status } = await answer(message, 'accept', part);

    expect(status).toBe(404);
    expect(desk.bot.received).toEqual([]);
  });

  it.each([
    ['a consent card', [auditConsent()]],
    ['a file', [fileInfo({ contentUrl: 'http://x.example', uploadUrl: '', name: 'a', uniqueId: 'u', fileType: '' })]],
  ])('is for personal chats only: %s', async (_name, attachments) => {
    await expect(send({ attachments }, GROUP)).resolves.toMatchObject({
      status: 400,
      body: { error: { code: 'BadSyntax' } },
    });
  });

  it.each([
    ['a consent card without a name', { ...auditConsent(), name: undefined }],
    ['a consent card without a size', { ...auditConsent(), content: { description: 'x' } }],
    [
      'a file at no address',
      { ...fileInfo({ contentUrl: 'javascript:1', uploadUrl: '', name: 'a', uniqueId: 'u', fileType: '' }) },
    ],
  ])('is refused: %s', async (_name, attachment) => {
    await expect(send({ attachments: [attachment] })).resolves.toMatchObject({ status: 400 });
    expect(await history()).toEqual([]);
  });

  it('is taken in once, and found where the bot was told', async () => {
    const info = await allowed();
    const early = await fetch(info.contentUrl);

    const brought = await bring(info, Buffer.from(AUDIT));
    const again = await bring(info, Buffer.from('other'));

    expect([early.status, brought.status, again.status]).toEqual([404, 201, 404]);
    expect(await brought.json()).toMatchObject({ name: 'audit.csv', size: AUDIT.length });
    expect(await (await fetch(info.contentUrl)).text()).toBe(AUDIT);
  });

  it.each([
    ['no range', '', 400],
    ['a range of another kind', 'items 0-2/3', 400],
    ['a part', 'bytes 0-2/6', 416],
    ['a later part', 'bytes 1-2/3', 416],
    ['more than there is', 'bytes 0-9/10', 400],
    ['less than there is', 'bytes 0-1/2', 400],
  ])('is not taken in with %s', async (_name, range, status) => {
    const info = await allowed();

    const refused = await bring(info, Buffer.from('abc'), range);
    const missing = await fetch(info.contentUrl);
    const whole = await bring(info, Buffer.from('abc'));

    expect([refused.status, missing.status, whole.status]).toEqual([status, 404, 201]);
  });

  it('can’t be written at the address where it is read', async () => {
    const info = await allowed();

    const response = await bring({ ...info, uploadUrl: info.contentUrl }, Buffer.from('x'));

    expect(response.status).toBe(405);
  });

  it('gets a name that is safe to save', async () => {
    const { body } = await send({ attachments: [auditConsent('../evil\r\n"name".csv')] });
    await answer((body as { id: string }).id, 'accept');

    const { uploadInfo } = desk.bot.received[0]?.value as { uploadInfo: UploadInfo };
    const response = await fetch(uploadInfo.contentUrl);
    expect(uploadInfo.name).toBe('evil_name_.csv');
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="evil_name_.csv"; filename*=UTF-8''evil_name_.csv`,
    );
  });
});
