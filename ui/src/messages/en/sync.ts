// What is safe where, the server, the stick, and joining a clinic, in English.
import { number } from '../../words/numbers';
import { plural } from './plural';

const changes = (count: number) => plural(count, { one: '# change', other: '# changes' });

export const sync = {
  title: 'Sync',
  changes,
  badge: {
    safe: 'Safe on the server',
    waiting: (count: number) => `${number(count)} waiting`,
    sending: 'Sending…',
    noLink: (count: number) => `No link, ${number(count)} waiting`,
    needsYou: 'Needs you',
  },
  since: (when: string) => `Waiting since ${when}`,
  provenAt: (when: string) => `Last proven ${when}`,
  standing: {
    safe: 'Everything on this computer is safe on the server.',
    waiting: (count: number) =>
      plural(count, {
        one: '# change is saved on this computer and not yet safe on the server.',
        other: '# changes are saved on this computer and not yet safe on the server.',
      }),
    sending: 'Exchanging with the server…',
    noLink: (count: number) =>
      plural(count, {
        one: 'No link. # change is saved here and waits for it.',
        other: 'No link. # changes are saved here and wait for it.',
      }),
    needsYou: 'The exchange does not go on by itself.',
  },
  offAndSafe: 'There is no link now, and nothing waits for one.',
  left: (count: number) => `${changes(count)} to go`,
  steps: { here: 'Saved here', sent: 'Sent', onServer: 'Proven on the server' },
  stepsText: 'Proven means that the server has shown, by a check of all of it, that it holds the same.',
  triesSoon: 'It is tried again by itself in less than a minute.',
  triesIn: (minutes: number) =>
    plural(minutes, {
      one: 'It is tried again by itself in # minute.',
      other: 'It is tried again by itself in # minutes.',
    }),
  tryNow: 'Try now',
  syncNow: 'Sync now',
  asked: 'Exchanging now',
  facts: {
    server: 'Server',
    name: 'This computer',
    enrolledAt: 'Enrolled',
    waitingSince: 'Waiting since',
    failingSince: 'No exchange since',
    heardAt: 'Last answer',
    agreedAt: 'Last held the same',
    news: 'News',
    hearsNews: 'told at once',
    looks: 'looked for every minute',
    moved: 'Since the start',
    never: 'never',
  },
  movedBytes: (up: string, down: string) => `${up} up, ${down} down`,
  bytes: (count: number) =>
    count < 1_000
      ? `${number(count)} B`
      : count < 1_000_000
        ? `${number(count / 1_000, 1)} kB`
        : `${number(count / 1_000_000, 1)} MB`,
  perSecond: (bytes: string) => `${bytes}/s`,
  skewBehind: (minutes: string) => `The clock of this computer is ${minutes} behind the server’s.`,
  skewAhead: (minutes: string) => `The clock of this computer is ${minutes} ahead of the server’s.`,
  skewDo: 'Set it right in the system’s settings, best so that the system sets it by itself.',
  minutes: (count: number) => plural(count, { one: '# minute', other: '# minutes' }),
  hours: (count: number) => plural(count, { one: '# hour', other: '# hours' }),
  days: (count: number) => plural(count, { one: '# day', other: '# days' }),
  refused: 'The server did not take some changes',
  refusedDo: 'They are safe on this computer. Tell whoever runs the server.',
  reasons: {
    gap: 'changes before them are missing there',
    fork: 'the server holds another history under this computer’s name',
    hash: 'they were damaged, on the way or where they lay',
    signature: 'they are not signed by the computer they are from',
    malformed: 'a change cannot be read',
    clock: 'their times run backwards',
    not_admitted: 'the server does not let them be written there',
  },
  otherReason: (why: string) => `the server says: ${why}`,
  unproven: (count: number) =>
    plural(count, {
      one: '# change came by way of others, and the computer that made it has not yet vouched for it.',
      other: '# changes came by way of others, and the computers that made them have not yet vouched for them.',
    }),
  unprovenText: 'It is used like all others. It is settled when that computer next exchanges.',
  newer: (count: number) =>
    plural(count, {
      one: 'A newer version of this program wrote part of one entry. It is kept, and shown once this computer is updated.',
      other: 'A newer version of this program wrote parts of # entries. They are kept, and shown once this computer is updated.',
    }),
  workstations: 'Computers',
  columns: {
    name: 'Computer',
    site: 'Clinic',
    letters: 'Letters',
    last: 'Last change here',
    changes: 'Changes',
  },
  isThis: 'this one',
  unnamed: 'Not named yet',
  log: 'What happened',
  logEmpty: 'Nothing has happened yet.',
  more: 'Show all',
  events: {
    enrolled: (address: string) => `This computer was enrolled at ${address}.`,
    left: 'This computer left the server.',
    takenOff: 'The server took this computer off its list. What is here stays here.',
    exchanged: (sent: number, received: number) =>
      received === 0
        ? `Sent ${changes(sent)}.`
        : sent === 0
          ? `Received ${changes(received)}.`
          : `Sent ${changes(sent)} and received ${number(received)}.`,
    failed: (reason: string) => `No exchange: ${reason}`,
    reached: 'The server answers again.',
    refused: (reasons: string) => `The server did not take some changes: ${reasons}.`,
    setAside: (reasons: string) => `Some changes that came were set aside: ${reasons}.`,
    gaveWay: (count: number) =>
      `The clinic’s file was copied or restored: ${changes(count)} of it moved, and it goes on under a new name.`,
    exported: (count: number) => `Wrote ${changes(count)} to a file.`,
    imported: (count: number) => `Took ${changes(count)} from a file.`,
    importedFrom: (count: number, from: string) => `Took ${changes(count)} from a file of ${from}.`,
    prepared: (by: string) => `${by} made a file with everything for a new computer.`,
    moved: 'The clinic came to another organization with everything it had.',
  },
  failures: {
    server_unreachable: 'the server could not be reached.',
    server_slow: 'the link was too slow.',
    server_not_trusted: 'something answered in the server’s place with another certificate. Nothing was sent.',
    server_not_ours: 'something else answered in the server’s place.',
    server_signed_out: 'the server does not know this computer’s pass any more.',
    server_forgot: 'the server does not have this computer on its list.',
    server_other_version: 'the server speaks another version.',
    server_busy: 'the server was busy.',
    server_refused: 'the server refused.',
  } as Partial<Record<string, string>>,
  otherFailure: 'something went wrong.',
  alone: 'This computer works by itself',
  aloneText: 'Everything is saved here, encrypted. With others it comes together in two ways:',
  withServer: 'Work with a server',
  withServerText:
    'The computers of the clinic exchange by themselves whenever there is a link, and what is here is safe elsewhere too. Whoever runs the server gives you an invitation.',
  withServerMay: 'An administrator enrols this computer.',
  demoStays: 'The made-up clinic stays on this computer. Set up a clinic of your own first.',
  enrol: 'Enrol this computer',
  takenOff: 'The server took this computer off its list. What is here stays here, and is sent nowhere. To work with the server again, ask for a new invitation.',
  enrolAgain: 'Enrol again',
  invitation: 'Invitation',
  invitationHint: 'Paste all of it. It begins with HSYNC1.',
  invitationReads: (address: string) => `To the server ${address}.`,
  pinned: 'The invitation names the certificate that the server must show.',
  notPinned: 'The server must show a certificate that this computer’s system trusts.',
  plain: 'The server is on this computer.',
  computerName: 'Name of this computer',
  computerNameHint: 'So that others know it: Front desk, Pharmacy, Room 2.',
  comesAlong: 'Yes, this clinic comes to that organization with everything it has',
  comesAlongText: 'What happens then:',
  comesAlongPoints: [
    'Patients, charts, appointments, bills and their numbers stay here as they are, and go to the server too.',
    'Whoever signs in here goes on doing so, at this clinic alone. The organization’s administrators may allow more.',
    'Drugs are prescribed from the organization’s formulary. What was added here waits there to be approved.',
    'Files on sticks from before can no longer be taken. Other computers of this clinic come with an invitation of their own.',
    'It cannot be undone.',
  ],
  came: 'The clinic has come to the organization. What it holds is on its way to the server.',
  enrolled: 'This computer is enrolled. What it holds is on its way to the server.',
  cancel: 'Cancel',
  stick: 'Carry it on a stick',
  stickText:
    'Write the changes to a file, carry it to another computer of the organization, and take it in there. The file is encrypted: only the organization’s computers can read it. Taking it twice does no harm.',
  stickShort: 'Where there is no link: each computer writes a file, and takes in the file of the other.',
  stickFor: 'Both ways: make a file on each.',
  exportVerb: 'Export to a file',
  what: 'What goes in',
  unconfirmed: 'What the server has not confirmed',
  everything: 'Everything',
  folder: 'Folder',
  folderHint: 'Of the stick, e.g. /media/usb or E:\\. Left empty: your downloads.',
  exported: (count: number, size: string, path: string) => `${changes(count)} (${size}) written to ${path}`,
  exportedNone: (path: string) => `There was nothing new. An empty file was written to ${path}`,
  importVerb: 'Import',
  chooseFile: 'Choose a file…',
  dropHere: 'or drop it anywhere on this page',
  drop: 'Drop the file to take it in',
  path: 'Or its path',
  pathHint: 'E.g. /media/usb/healthsync-changes-2026-05-03-1412.hsync',
  importing: 'Taking it in…',
  imported: (count: number, already: number) =>
    count === 0
      ? `Nothing in the file was new here: ${changes(already)} were held already.`
      : already === 0
        ? `${changes(count)} taken.`
        : `${changes(count)} taken; ${number(already)} were held already.`,
  importedFrom: (name: string, when: string) => `The file was made by ${name}, ${when}.`,
  importedAt: (when: string) => `The file was made ${when}.`,
  importedAside: (reasons: string) => `Some changes were set aside: ${reasons}.`,
  newcomer: {
    title: 'A new computer, without a server',
    text: 'A file with everything in it makes a new computer one of this clinic’s. It opens only with a code that is shown here once.',
    may: 'An administrator makes the file.',
    prepare: 'Prepare a new computer',
    nameHint: 'So that the new one knows whom the file is from: Front desk, Pharmacy, Room 2.',
    folder: 'Folder for this file',
    verb: 'Make the file',
    code: 'Code of the file',
    once: 'Write it down now: it is shown once and kept nowhere. Whoever has both the file and the code can read everything.',
    steps: [
      'Carry the file to the new computer.',
      'Start HealthSync there. Choose “Join a clinic that is there already”, then “By a file from another of its computers”.',
      'Give the file, and type the code. From then on, carry files both ways.',
    ],
    done: 'I have written it down',
    way: 'How',
    byInvitation: 'By an invitation to its server',
    byFile: 'By a file from another of its computers',
    byFileText: 'Where there is no server. On a computer of the clinic, an administrator makes the file under “Sync”, and reads out its code.',
    file: 'The file',
    fileHint: 'Its path, e.g. /media/usb/healthsync-new-computer-2026-05-03-1412.hsync',
    codeHint: 'Sixteen letters and digits. Capitals and dashes do not matter.',
  },
  leave: 'Leave the server',
  leaveText:
    'This computer then works by itself: nothing more goes to the server, and nothing comes from it. What is here stays here, and what is there stays there. To come back you need a new invitation.',
  leaveWaiting: (count: number) =>
    plural(count, {
      one: '# change is not on the server yet and would stay on this computer only.',
      other: '# changes are not on the server yet and would stay on this computer only.',
    }),
  leaveDo: 'Leave the server',
  stay: 'Stay',
  hasLeft: 'This computer works by itself now.',
  join: 'Join a clinic that is there already',
  joinText: 'This computer becomes one of a clinic’s workstations. You need an invitation to its server, or a file that one of its computers made.',
  joinVerb: 'Join',
  joining: 'Joining the clinic',
  joiningText: 'The clinic’s records are coming. You can sign in as soon as its people are here; the rest comes meanwhile.',
  joiningOf: (received: number, all: number) => `${number(received)} of about ${number(all)} changes`,
  joiningSoon: 'Asking the server…',
  joiningAgain: 'If it is interrupted, it goes on where it was.',
  yourClinic: 'The clinic you join',
};
