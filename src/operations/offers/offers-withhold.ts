import { holds } from '../../account/rights';
import { defineChange, problem } from '../operation';
import { decideNews, decisionOnNews, newsSlots, proposeDecision } from './decide-news';

/** Keeps news back that waited for an admin: nobody is told. Taken back, it waits again. */
export const offersWithhold = defineChange({
  ...decisionOnNews,
  id: 'offers.withhold',
  propose: (context, { news }) => proposeDecision(context, news, 'withheld'),
  async perform(effect, { data }) {
    const { news } = newsSlots.parse(data);
    return (await decideNews(effect, data, ['waiting'], 'withheld')) ?? { undo: { news } };
  },
  async takeBack(effect, undo) {
    if (!holds(effect.asker, 'news.manage')) return problem('lost-right');
    return await decideNews(effect, undo, ['withheld'], 'waiting');
  },
});
