import { type ReservationEffect, reservationTypes, tacitIn } from '@samsyn/domain'
import { actsOf } from './check-act.ts'
import { actFolderOf, type Evidence, folderOf, paths, recordNotesFile } from './contents.ts'

/** What a package is and how to check it, in plain words, with commands that work where its folder is. */
export function readme({
  release,
  round,
  signatures,
  actSignatures,
  translations,
  events,
  isSample,
  recordNotes,
}: Evidence): string {
  const signedOnes = round.decisions.flatMap(({ id, country }, ordinal) =>
    signatures.some(({ decisionId }) => decisionId === id) ? [folderOf(ordinal, country)] : [],
  )
  const acts = actsOf(release.positionId, round, release)
  const signedActs = acts.flatMap(({ id, country }, ordinal) =>
    actSignatures.some(({ actId }) => actId === id) ? [actFolderOf(ordinal, country)] : [],
  )
  const unsigned = round.decisions.filter(({ statementHash }) => statementHash === null)
  const tacit = tacitIn(round)
  return `EVIDENCE OF A FINAL TEXT
========================

${release.reference}: ${release.title}
${release.partyFormula}
Released ${release.releasedAt}. Version ${release.version.number}, SHA-256 of the text:
${release.version.contentHash}
${isSample ? '\nThis comes from a SAMPLE workspace. It is no position of any country.\n' : ''}
This package shows what was agreed, who agreed for each country, and that nobody
changed it afterwards. It names the persons who decided: give it to nobody who
may not know them.

What is in it
-------------
${paths.page}       A page that checks all of this. Open it in any browser; it needs no
                  network. Choose the ZIP file, or this folder.
${paths.canonical}    The text, exactly as it was signed. ${paths.plain}, ${paths.html}
                  and ${paths.pdf} are the same for reading: the page checks their hashes,
                  not what they say, and shows the text itself.
${paths.release}      The final text's reference, party formula, reservations and corrigenda.
                  The hash of a corrigendum is that of its words as canonical JSON,
                  by RFC 8785; it changes nothing of the text.
${paths.round}        The round in which it was agreed.
decisions/        A folder for each decision, in the order in which they were given.
${acts.length === 0 ? '' : 'acts/             A folder for each confirmation of terms that changed after an answer, each\n                  reservation that was lifted later, each support that was withdrawn, and\n                  each objection to a corrigendum.\n'}${translations.length === 0 ? '' : 'translations/     A folder for each working translation that was issued: for reading, and not what\n                  was agreed. Each names the SHA-256 of the text above and has one of its own.\n'}${paths.events}       What happened, from Samsyn's log. Each entry has its own hash, and
                  names the hash of the entry before it in that log. How those who decided
                  came to lead for their country, and who agreed to it, is among them.
${paths.workspace}    Whether it comes from a sample workspace: there alone an answer may be unsigned.
${paths.metadata}     For a records system: title, dates, language, marking, countries and relations,
                  named as in Dublin Core. All of it follows from the files above.
${recordNotes === null ? '' : `${recordNotesFile} What ${recordNotes.country} notes for its own register. It is no evidence, binds no\n                  other country, and the manifest does not name it: take it out before you\n                  hand the package on.\n`}${paths.manifest}     Length and SHA-256 of every other file.

Who answered what
-----------------
${sheetOf(round, events)}

What was signed
---------------
Whoever decided for a country signed ${'statement.json'} with a passkey: it names the
text by its SHA-256, the country, the person and the whole answer. The device that
holds the key asked for a fingerprint, a face or a PIN. Samsyn has no copy of that
key and cannot sign for anybody.
${unsigned.length === 0 ? '' : `\n${unsigned.length} of ${round.decisions.length} decisions here are NOT SIGNED (${unsigned.map(({ country }) => country).join(', ')}): nothing shows who gave them.\n`}
${tacit.length === 0 ? '' : `\nThe silence of ${tacit.join(', ')} was taken for consent. Nobody signed for them.\n`}
Checking with openssl
---------------------
The text has the hash that the statements name:

    openssl dgst -sha256 ${paths.canonical}

${signedOnes.length === 0 ? 'No decision in this package is signed.\n' : [...signedOnes, ...signedActs].map(commandsFor).join('\n')}
What this does not show
-----------------------
That a key is the key of that person: Samsyn's log says so (passkey.added in
${paths.events}); ask the person, or compare with a log that was kept elsewhere.
Who made the manifest: it finds accidents and single changes; what nobody can make
anew are the signatures.
`
}

/** The round, and each answer in the order given: with its time, in which capacity it was given where the log tells it, and whether it was signed. */
function sheetOf(round: Evidence['round'], events: Evidence['events']): string {
  const { kind, openedAt, firstDeadline, deadline, closedAt, outcome, notice, extensionRequests } = round
  const { reservationEffects } = round
  const capacities = new Map(
    events.flatMap(({ event, capacity }) =>
      event.type === 'decision.given' && event.decisionId ? [[event.decisionId, capacity] as const] : [],
    ),
  )
  return [
    `${kind === 'silence' ? 'A silence procedure' : 'A round of explicit answers'}, opened ${openedAt}, deadline ${firstDeadline}.`,
    ...(deadline === firstDeadline ? [] : [`The deadline was put off to ${deadline}.`]),
    ...extensionRequests.map(
      ({ country, deputyFor, until, at }) =>
        `${country} asked${deputyFor ? ', by a deputy,' : ''} for time until ${until}, ${at}.`,
    ),
    `Ended ${closedAt}: ${outcome}.`,
    ...(notice === '' ? [] : ['Notice:', notice]),
    'Every reservation is printed. What its type did beside that in this round:',
    ...reservationTypes.map((type) => `  ${type}: ${effectWords[reservationEffects[type]]}`),
    '',
    ...round.decisions.map(({ id, country, value, statementHash, at }) => {
      const capacity = capacities.get(id)
      const as = capacity ? ` as ${capacity}` : ''
      return `${country}  ${value.kind}${as}, ${at}, ${statementHash === null ? 'NOT SIGNED' : 'signed'}`
    }),
    ...tacitIn(round).map((country) => `${country}  tacit: its silence was taken for consent`),
  ].join('\n')
}

const effectWords: Readonly<Record<ReservationEffect, string>> = {
  printed: 'nothing more',
  confirmed: 'each other country behind the text had to confirm it',
  not_counted: 'its country is not counted among those behind the text',
}

function commandsFor(folder: string): string {
  return `${folder}

    # The signature was made with the key: "Verified OK"
    openssl dgst -sha256 -verify ${folder}public-key.pem -signature ${folder}signature.der ${folder}signed-data.bin
    # What was signed is this file, and the SHA-256 of client-data.json: no output
    (cat ${folder}authenticator-data.bin; openssl dgst -sha256 -binary ${folder}client-data.json) | cmp - ${folder}signed-data.bin
    # The challenge in client-data.json is the SHA-256 of the statement: prints 1
    grep -c "\\"challenge\\":\\"$(openssl dgst -sha256 -binary ${folder}statement.json | openssl base64 -A | tr '+/' '-_' | tr -d '=')\\"" ${folder}client-data.json
`
}
