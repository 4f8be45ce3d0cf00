import { z } from 'zod';
import { leadTo } from '../lead-to';
import { defineRead, problem } from '../operation';
import { managesNews, nameNews, newsSlot, readSource, writeSource } from './news-sources';

/** How many people one card lists. */
const listed = 40;

/** Who has said that they read the news of a source. */
export const offersAcknowledgements = defineRead({
  id: 'offers.acknowledgements',
  ...managesNews,
  risk: 'read',
  slots: z.object({ news: newsSlot }),

  async answer(context, { news }) {
    const { speech, outbox, account, now } = context;
    const { t, format } = speech;
    const source = readSource(news);
    const progress = await outbox.find(source, now);
    if (!progress) return problem('news-gone');
    const people = await outbox.acknowledgements(source);
    const shown = people.slice(0, listed);
    const names = await Promise.all(
      shown.map(async ({ person, at }) => ({
        name: (await account.user(person))?.displayName ?? '—',
        when: format.moment(at),
      })),
    );
    const lead = t('offers.acknowledgements/lead', { count: people.length });
    const more = people.length - shown.length;
    return {
      kind: 'view',
      card: 'offers.acknowledgements',
      title: t('offers.acknowledgements/title-of', { name: nameNews(speech, progress.name) }),
      summary: people.length > 0 ? `${lead} ${format.list(names.slice(0, 10).map(({ name }) => name))}.` : lead,
      model: { lead, people: names, more: more > 0 ? t('news-card/more', { count: more }) : null },
      buttons: [
        {
          id: 'open',
          title: t('actions/refresh'),
          request: { operation: 'offers.acknowledgements', slots: { news: writeSource(source) } },
        },
        leadTo(t, 'offers.broadcasts'),
      ],
    };
  },
});
