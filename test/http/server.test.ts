import { openOffice, type Office } from '../support/office';

let office: Office;
beforeAll(async () => void (office = await openOffice()));
afterAll(() => office.close());

async function get(path: string): Promise<{ status: number; type: string | null; body: string }> {
  const response = await fetch(`${office.desk.origin}${path}`);
  return { status: response.status, type: response.headers.get('content-type'), body: await response.text() };
}

describe('for those who watch over it', () => {
  it('/healthz says that it lives, /readyz that its database answers', async () => {
    const json = 'application/json; charset=utf-8';

    expect(await get('/healthz')).toEqual({ status: 200, type: json, body: '{"alive":true}' });
    expect(await get('/readyz')).toEqual({ status: 200, type: json, body: '{"ready":true}' });
  });

  it('/readyz says where a table is missing, and that it is back', async () => {
    await office.inDatabase((database) => database.schema.alterTable('keys').renameTo('keys_away').execute());
    const away = await get('/readyz');
    const alive = await get('/healthz');
    await office.inDatabase((database) => database.schema.alterTable('keys_away').renameTo('keys').execute());

    expect([away.status, away.body, alive.status]).toEqual([503, '{"ready":false}', 200]);
    expect((await get('/readyz')).status).toBe(200);
  });

  it('/metrics counts turns and times them, by names that foreign values can’t add to', async () => {
    const paul = office.person('Paul Lefebvre');
    const message = paul.activity('I forgot my password');
    await office.post(message);
    await office.post(message);
    await office.post({ ...paul.activity(''), type: 'invoke', name: 'evil{label="x"}\n', value: {} });
    await office.post({ ...paul.activity(''), type: 'evil"type' });
    await office.post({ ...paul.activity('x'), from: { id: 'x' } });

    const { type, body } = await get('/metrics');

    expect(type).toContain('text/plain');
    expect(body).toContain('partner_desk_turns_total{type="message",name="",outcome="answered"} 1');
    expect(body).toContain('partner_desk_turns_total{type="message",name="",outcome="repeated"} 1');
    expect(body).toContain('partner_desk_turns_total{type="message",name="",outcome="ignored"} 1');
    expect(body).toContain('partner_desk_turns_total{type="invoke",name="other",outcome="answered"} 1');
    expect(body).toContain('partner_desk_turns_total{type="other",name="",outcome="answered"} 1');
    expect(body).toMatch(/partner_desk_turn_seconds_count\{type="message"\} \d/);
    expect(body).toContain('partner_desk_process_cpu_seconds_total');
    expect(body).not.toMatch(/evil|paul|lefebvre|5f1c0de0/i);
  });
});

describe('what is not there', () => {
  it.each([
    ['GET', '/api/messages', 405],
    ['GET', '/unheard-of', 404],
    ['GET', '/../../etc/passwd', 404],
    ['GET', '/%2e%2e/%2e%2e/package.json', 404],
    ['DELETE', '/account', 405],
    ['GET', '/account/sign-in', 405],
  ])('%s %s is answered with %d and tells nothing of the inside', async (method, path, status) => {
    const response = await fetch(`${office.desk.origin}${path}`, { method });

    expect(response.status).toBe(status);
    expect(await response.text()).not.toMatch(/node_modules|stack|at \w+ \(/);
  });
});
