import { z } from 'zod';
import { holds } from '../../account/rights';
import { leadTo } from '../lead-to';
import { defineChange, problem, type Change } from '../operation';
import { managesNews } from './news-sources';

const slots = z.object({ preview: z.enum(['on', 'off']) });

/** Whether the account's news waits for an admin to look at it before it goes out. */
export const offersRequirePreview = defineChange({
  id: 'offers.require-preview',
  ...managesNews,
  risk: 'change',
  slots,

  async propose(context, { preview }) {
    const standing = (await context.outbox.asksForPreview()) ? 'on' : 'off';
    const { t } = context.speech;
    if (standing === preview) {
      return problem('preview-already', { state: t(`news-state/preview-${preview}`) }, [
        leadTo(t, 'offers.broadcasts'),
      ]);
    }
    const change: Change = {
      field: 'preview',
      from: { word: `news-state/preview-${standing}` },
      to: { word: `news-state/preview-${preview}` },
    };
    return {
      kind: 'propose',
      subject: { id: 'news', name: t('offers.require-preview/subject') },
      subjectVersion: null,
      changes: [change],
      confirm: true,
      approval: false,
      data: { preview },
    };
  },

  verify: () => Promise.resolve(undefined),

  async perform({ outbox }, { data }) {
    const { preview } = slots.parse(data);
    if ((await outbox.asksForPreview()) === (preview === 'on')) return problem('changed-since');
    await outbox.setPreview(preview === 'on');
    return { undo: { preview } };
  },

  async takeBack({ outbox, asker }, undo) {
    if (!holds(asker, 'news.manage')) return problem('lost-right');
    const { preview } = slots.parse(undo);
    if ((await outbox.asksForPreview()) !== (preview === 'on')) return problem('changed-since');
    await outbox.setPreview(preview !== 'on');
    return undefined;
  },
});
