import { openDatabase } from '../../src/store/database';
it('opens', async () => {
  const database = await openDatabase(':memory:');
  expect(await database.selectFrom('users').selectAll().execute()).toEqual([]);
  await database.destroy();
});
