import type { Selectable } from 'kysely';
import type { Database } from '../../store/database';
import type { DocumentsTable } from '../../store/schema';
import { documentKinds, sectionOf, type Document, type Documents } from '../document';

/** The account's documents kept in the desk's own database: out of reach of any web path. */
export function createDocuments(database: Database): Documents {
  const listed = database
    .selectFrom('documents')
    .select(['id', 'kind', 'name', 'type', 'size', 'hash', 'comment', 'added_by', 'added_at'])
    .where('removed_at', 'is', null);
  return {
    async of(section) {
      const kinds = documentKinds.filter((kind) => sectionOf(kind) === section);
      const rows = await listed.where('kind', 'in', kinds).orderBy('added_at', 'desc').orderBy('id').execute();
      return rows.map(toDocument);
    },
    async find(id) {
      const row = await listed.where('id', '=', id).executeTakeFirst();
      return row && toDocument(row);
    },
    async bytes(id) {
      const row = await database
        .selectFrom('documents')
        .select('bytes')
        .where('id', '=', id)
        .where('removed_at', 'is', null)
        .executeTakeFirst();
      return row && Buffer.from(row.bytes, 'base64');
    },
    async add({ addedBy, addedAt, ...document }, bytes) {
      await database
        .insertInto('documents')
        .values({
          ...document,
          bytes: bytes.toString('base64'),
          added_by: addedBy,
          added_at: addedAt,
          removed_at: null,
        })
        .execute();
    },
    async setRemoved(id, at) {
      const { numUpdatedRows } = await database
        .updateTable('documents')
        .set({ removed_at: at && at.toISOString() })
        .where('id', '=', id)
        .where('removed_at', at ? 'is' : 'is not', null)
        .executeTakeFirstOrThrow();
      return numUpdatedRows === 1n;
    },
    async forgetRemoved(before) {
      await database.deleteFrom('documents').where('removed_at', '<', before.toISOString()).execute();
    },
  };
}

function toDocument({ added_by: addedBy, added_at: addedAt, ...row }: Omit<Row, 'bytes' | 'removed_at'>): Document {
  return { ...row, addedBy, addedAt };
}

type Row = Selectable<DocumentsTable>;
