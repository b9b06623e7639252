import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Debian 12's packages of classic synthesisers, of recorded speech, and of texts to read. Licences: docs/attributions.md. */
const packages = [
  'espeak-ng espeak-ng-data libespeak-ng1 libpcaudio0 libsonic0',
  'flite libflite1',
  'festival libestools2.5 festlex-cmu festlex-poslex festlex-ifd',
  'festvox-kallpc16k festvox-kdlpc16k festvox-us-slt-hts festvox-italp16k festvox-itapc16k festvox-czech-dita',
  'festvox-czech-machac festvox-czech-ph festvox-czech-krb festvox-suopuhe-common festvox-suopuhe-lj festvox-suopuhe-mv',
  'festvox-hi-nsk festvox-ca-ona-hts festvox-ru',
  'asterisk-core-sounds-en-wav asterisk-core-sounds-es-wav asterisk-core-sounds-fr-wav asterisk-core-sounds-it-wav',
  'asterisk-core-sounds-ru-wav asterisk-prompt-es-co asterisk-prompt-fr-armelle asterisk-prompt-it-menardi-wav',
  'ktuberling-data klettres-data codec2-examples pocketsphinx-testdata',
  'fortunes fortunes-cs fortunes-de fortunes-es fortunes-it fortunes-ru fortunes-br fortunes-pl',
].flatMap((line) => line.split(' '))

/** Downloads the packages into `folder` and unpacks them, once. Answers the root they were unpacked to. */
export function unpackPackages(folder: string): string {
  const root = path.join(folder, 'root')
  const done = path.join(folder, 'unpacked')
  if (existsSync(done)) return root
  const downloads = path.join(folder, 'deb')
  mkdirSync(downloads, { recursive: true })
  execFileSync('apt-get', ['download', ...packages], { cwd: downloads, stdio: ['ignore', 'ignore', 'inherit'] })
  for (const file of readdirSync(downloads).filter((name) => name.endsWith('.deb'))) {
    execFileSync('dpkg', ['-x', path.join(downloads, file), root])
  }
  // Festival looks for its rules nowhere else.
  if (!existsSync('/usr/share/festival')) symlinkSync(path.join(root, 'usr/share/festival'), '/usr/share/festival')
  writeFileSync(done, '')
  return root
}
