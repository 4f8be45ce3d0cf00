/** The static card that every peer echoes. */
export const card = {
  type: 'AdaptiveCard',
  version: '1.5',
  body: [
    { type: 'TextBlock', text: 'Echo', size: 'Large', wrap: true },
    {
      type: 'FactSet',
      facts: [
        { title: 'Unit price', value: '19.23' },
        { title: 'Retail', value: '24.04' },
      ],
    },
  ],
};
export const contentType = 'application/vnd.microsoft.card.adaptive';

/** Tells the bench where a peer listens. */
export function announce(server) {
  const told = () => process.send({ port: server.address().port });
  if (server.listening) told();
  else server.once('listening', told);
  process.on('disconnect', () => process.exit());
}
