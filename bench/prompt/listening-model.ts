import type { RecordedAnswer } from '../../adapters/models/recorded-turns.ts';
import type { CompletionRequest, Model } from '../../core/ports/model.ts';

const NOTHING = { input_tokens: 0, cached_tokens: 0, output_tokens: 0, cost_nano: 0 };

export type ListeningModel = ReturnType<typeof listeningModel>;

/** A model that gives the next answer and keeps what it was asked. */
export function listeningModel() {
  let next: RecordedAnswer | undefined;
  let last: CompletionRequest | undefined;
  const model: Model = {
    id: 'recorded',
    async complete(request) {
      last = request;
      const { text = '', calls = [] } = next ?? {};
      return { text, calls, model: 'recorded', ...NOTHING };
    },
  };
  return {
    model,
    answer: (recorded: RecordedAnswer) => {
      next = recorded;
    },
    asked: () => {
      if (!last) throw new Error('the model was not asked');
      const { instructions, messages, tools } = last;
      last = undefined;
      return { instructions, messages, tools };
    },
  };
}
