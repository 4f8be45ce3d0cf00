import { z } from 'zod';
import { defineRead, problem } from '../operation';
import { managesNews, newsSlot, readSource } from './news-sources';
import { viewPreview } from './preview-view';
import { readPreview } from './read-preview';

/** News before it goes out: what it says, to how many it would go, and the two buttons; afterwards, what was decided. */
export const offersPreview = defineRead({
  id: 'offers.preview',
  ...managesNews,
  risk: 'read',
  slots: z.object({ news: newsSlot }),

  async answer(context, { news }) {
    const preview = await readPreview(context, readSource(news), context.today);
    return preview ? viewPreview(context.speech, preview) : problem('news-gone');
  },
});
