// A PouchDB replica over LevelDB. Does what each line of standard input asks, and answers with a line of JSON.
const fs = require('fs');
const readline = require('readline');
const PouchDB = require('pouchdb');

const BATCH = 1000;
const open = new Map();

function database(path) {
  if (!open.has(path)) open.set(path, new PouchDB(path));
  return open.get(path);
}

async function replicated(from, to) {
  const begun = process.hrtime.bigint();
  const done = await PouchDB.replicate(from, to, { batch_size: BATCH });
  const seconds = Number(process.hrtime.bigint() - begun) / 1e9;
  if (!done.ok || done.doc_write_failures > 0) throw new Error(JSON.stringify(done));
  return { documents: done.docs_written, seconds };
}

const deeds = {
  // Documents from a file, one a line, the first `count` of them.
  async fill({ path, file, count }) {
    let batch = [];
    let documents = 0;
    for await (const line of readline.createInterface({ input: fs.createReadStream(file) })) {
      if (documents === count) break;
      documents += 1;
      batch.push(JSON.parse(line));
      if (batch.length === BATCH) await database(path).bulkDocs(batch.splice(0));
    }
    await database(path).bulkDocs(batch);
    return { documents };
  },
  push: ({ path, url }) => replicated(database(path), url),
  pull: ({ path, url }) => replicated(url, database(path)),
};

(async () => {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const { deed, ...asked } = JSON.parse(line);
    console.log(JSON.stringify(await deeds[deed](asked)));
  }
  process.exit(0);
})().catch((reason) => {
  console.error(reason);
  process.exit(1);
});
