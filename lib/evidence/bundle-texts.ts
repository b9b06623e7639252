/** What a bundle shows and what it does not, in words for whoever is given it. */
export const limitsText = `What this bundle shows, and what it does not

It shows
* which entries Docket's trail holds about this case, in which order they were sealed, and that each of them lies in a tree
  whose root was signed with the key in public-key.txt: an entry that is changed, added or moved afterwards does not fit;
* what each detector answered, as Docket kept it: a reply of another API is kept as the values of its JSON, not byte by byte;
* which findings people recorded and the reasons they gave, decisions that were taken back included;
* who looked at the case and its media through Docket, when, and who exported what;
* where media was deleted: what was done about every copy, and what shows that it is gone (receipt.json).

It does not show
* that the media is synthetic, manipulated or authentic. A detector's score is a measurement with errors; a finding is a person's
  judgement. Nothing in here proves what happened in front of a camera or a microphone.
* what the built-in engine cannot find: "banner" in each of its runs' detection.json says so, and "coverage" in result.json what was
  checked and what was not. Without a model of the administrator's it does not recognise modern AI content by look or sound.
* that nothing was left out of the trail before it was written: whoever runs the server also runs the program that writes it.
  Entries that were cut off at the end show only against a checkpoint that was copied elsewhere.
* that case.json and detections/ are what they were when they were written: they come from the database's tables, and the trail
  tells of them no more than the verdict's label and score. Decisions, receipts, statements and the view log are held against the
  trail; everything else is shown unchanged only since the export, by the manifest's hash.
* that no entry about this case was left out: trail.jsonl is a part of the trail. The export of the whole trail shows that.
  Entries that were still being written at the time of the export are missing; manifest.json counts them as "unsealed".
* that the times are right: they are the server's clock. No outside time stamp is in here.
* who the people are. They appear under pseudonyms; only the server's operator can tell whom they mean.
* what was done on a platform: Docket records findings and removes nothing there.
* who looked at the media outside of Docket, once it was downloaded.

Values that were erased stay in the trail as commitments: that they were there can be seen, what they were cannot.
Under zero retention the bundle holds what outlives the media, and nothing else, whenever it was made.
`

/** How to check a bundle without Docket and without a network. */
export function readmeText({ number, exportedAt }: { number: number; exportedAt: string }): string {
  return `Evidence of case ${number}, exported from Docket on ${exportedAt}

What is in here
  manifest.json      every other file with its size and SHA-256; its own SHA-256 is in the trail's entry bundle.exported
  case.json          the case and the copies of its media
  decisions.json     all decisions with their reasons, those taken back included
  detections/        for each run: what was asked, result, evidence, and another API's own reply where one ran it
  statements/        for each decision a draft of the statement of reasons (Regulation (EU) 2022/2065, Article 17)
  views.json         who looked at the case and its media, and who exported what
  people.json        the pseudonyms in these files and the random ids the trail knows them by
  trail.jsonl        the case's entries of the trail, each with the proof that it is in a signed tree
  public-key.txt     the key that signed it
  receipt.json       what a purge did, where there was one; its SHA-256 is in the trail's entry case.purged
  media/             the media itself, only where it was asked for and may be handed out
  limits.txt         what all this shows and what it does not
  docket-verify.mjs  the verifier: one file, no network, no other program but Node.js 20 or newer

How to check it
  1. Unpack the archive and open a terminal in that folder.
  2. node docket-verify.mjs .
     It checks every file against the manifest, every entry's hash and proof, what opens its commitments, the signature, and
     decisions, statements, view log and receipt against the entries.
     It ends with 0 and says what it checked, or names the first thing that is wrong.
  3. The key: compare public-key.txt with the one you were given before, over another way. A bundle that was made up
     from beginning to end verifies against its own key.
  4. The manifest: ask for the trail, or the entry bundle.exported, made after this export, and compare its sha256 with
     the manifest's (sha256sum manifest.json).
`
}
