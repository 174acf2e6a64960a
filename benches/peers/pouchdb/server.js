// express-pouchdb over LevelDB in a folder; says its port once it listens, and ends with its standard input.
const [folder] = process.argv.slice(2);
const PouchDB = require('pouchdb').defaults({ prefix: `${folder}/` });
const app = require('express')();
const settings = { mode: 'minimumForPouchDB', inMemoryConfig: true, logPath: `${folder}/log.txt` };
app.use('/', require('express-pouchdb')(PouchDB, settings));
const server = app.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.stdin.resume().on('end', () => process.exit(0));
