// Runs in a process of its own, in the project's folder: a loader that hangs or crashes takes nothing with it.
const MOST_DOCUMENTS = 20_000;
const MOST_CHARACTERS = 20_000_000;

/** Answers one request with documents or a problem. `bring` imports a package as the project's own code would. */
export function run(bring) {
  process.once('disconnect', () => process.exit());
  process.once('message', async (request) => {
    const answer = await load(bring, request).catch((error) => ({ problem: `throws: ${messageOf(error)}` }));
    process.send(answer, () => process.exit());
  });
}

async function load(bring, { use, arguments: values, ask }) {
  const [name, exported] = use.split('#');
  const module = await bring(name).catch((error) => ({ problem: `cannot be imported: ${messageOf(error)}` }));
  if (typeof module.problem === 'string') return module;
  const Class = module[exported] ?? module.default?.[exported];
  if (typeof Class !== 'function') return { problem: `is not exported by \`${name}\`` };
  const source = new Class(...values);
  const documents = ask ? await retrieved(source, ask) : await loaded(source);
  return Array.isArray(documents) ? plain(documents) : documents;
}

async function loaded(source) {
  if (typeof source.load === 'function') return source.load();
  return {
    problem:
      typeof source.invoke === 'function'
        ? 'is a retriever: it needs questions (`ask`)'
        : 'is no document loader and no retriever',
  };
}

async function retrieved(source, ask) {
  if (typeof source.invoke !== 'function') return { problem: 'is no retriever: it takes no `ask`' };
  const found = [];
  for (const question of ask) found.push(...(await source.invoke(question)));
  return found;
}

function plain(documents) {
  if (documents.length > MOST_DOCUMENTS) return { problem: `returns more than ${MOST_DOCUMENTS} documents` };
  let characters = 0;
  const texts = documents.map(({ pageContent, metadata }) => {
    characters += String(pageContent ?? '').length;
    const page = metadata?.loc?.pageNumber;
    const title = metadata?.title;
    return {
      text: String(pageContent ?? ''),
      page: typeof page === 'number' ? page : null,
      title: typeof title === 'string' ? title : null,
    };
  });
  if (characters > MOST_CHARACTERS) return { problem: `returns more than ${MOST_CHARACTERS} characters` };
  return { documents: texts };
}

const messageOf = (error) => (error instanceof Error ? error.message : String(error));
