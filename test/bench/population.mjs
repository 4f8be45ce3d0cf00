// Fills the database of a desk beside it: people, entries of the audit trail, open requests.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { project } from './servers.mjs';

const Database = createRequire(join(project, 'package.json'))('better-sqlite3');

function inDatabase(dataDir, change) {
  const database = new Database(join(dataDir, 'partner-desk.db'), { timeout: 10_000 });
  try {
    return database.transaction(() => change(database))();
  } finally {
    database.close();
  }
}

/** Members without a role: `bench0@contoso.example` and so on. */
export function addUsers(dataDir, count) {
  inDatabase(dataDir, (database) => {
    const user = database.prepare(
      `insert or ignore into users (object_id, user_principal_name, display_name, sort_name, mail, enabled, user_type, must_change_password, version)
       values (@id, @mail, @name, lower(@name), @mail, 1, 'Member', 0, 1)`,
    );
    const word = database.prepare('insert or ignore into user_words (word, object_id) values (?, ?)');
    for (let at = 0; at < count; at++) {
      const id = `bbbbbbbb-0000-4000-8000-${String(at).padStart(12, '0')}`;
      user.run({ id, mail: `bench${at}@contoso.example`, name: `Bench Person${at}` });
      for (const each of ['bench', `person${at}`]) word.run(each, id);
    }
  });
}

const numbers = 'with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < ?)';

/** Entries that look like others; their chain is not one, which only a verification would tell. */
export function addAuditEntries(dataDir, count) {
  inDatabase(dataDir, (database) =>
    database
      .prepare(
        `${numbers} insert into audit_entries (at, operation, outcome, actor, subject, details, salt, digest, previous_hash, hash)
         select strftime('%Y-%m-%dT%H:%M:%S.000Z', '2026-01-01', '+' || n || ' seconds'), 'users.edit', 'done',
           '5f1c0de0-7a11-4c00-9a00-000000000001', 'bbbbbbbb-0000-4000-8000-' || printf('%012d', n % 100),
           (select details from audit_entries where sequence = 1), 'salt', hex(n), hex(n - 1), 'bench' || n from numbers`,
      )
      .run(count),
  );
}

/** Copies of a request that waits, of other people each. */
export function addRequests(dataDir, matter, count) {
  inDatabase(dataDir, (database) => {
    for (const [table, changed] of [
      ['matters', { id: `'bench-' || n`, activity_key: 'null', subject: `'bench-subject-' || n` }],
      ['matter_cards', { id: `id || '-' || n`, matter: `'bench-' || n`, shown_version: '1000' }],
    ]) {
      const columns = database.pragma(`table_info(${table})`).map(({ name }) => name);
      const values = columns.map((column) => changed[column] ?? column);
      const key = table === 'matters' ? 'id' : 'matter';
      database
        .prepare(
          `${numbers} insert into ${table} (${columns.join(', ')}) select ${values.join(', ')} from numbers, ${table} where ${key} = ?`,
        )
        .run(count, matter);
    }
  });
}

/** The newest request that is open. */
export function findOpenRequest(dataDir) {
  return inDatabase(dataDir, (database) =>
    database.prepare(`select id from matters where step = 'waiting' order by created_at desc limit 1`).pluck().get(),
  );
}
