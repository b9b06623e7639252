import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/**
 * Makes tests/engine/sound/voices/ on Debian 12: `apt-get install espeak-ng flite festival festvox-kallpc16k ffmpeg
 * pocketsphinx-testdata`, then `npm exec -c 'tsx scripts/make-voice-samples.ts'`. The recorded voice is a volunteer of
 * LibriVox (public domain) reading "Sense and Sensibility", as pocketsphinx-testdata carries it.
 */
const text =
  'A recording can be cut, joined and changed, and so can a voice. This one was never recorded at all: a program read the ' +
  'words and worked out each sound by rule. Such voices have been with us for forty years, on telephones, in toys and in ' +
  'stations, and they are easy to tell from a person.'
const folder = path.resolve(import.meta.dirname, '../tests/engine/sound/voices')
const work = mkdtempSync(path.join(tmpdir(), 'voices-'))
const recorded = process.env.RECORDED ?? '/usr/share/pocketsphinx/test/data/librivox'
mkdirSync(folder, { recursive: true })

function encode(name: string, inputs: string[]): void {
  const join = ['-filter_complex', `concat=n=${inputs.length}:v=0:a=1`]
  const out = ['-ar', '16000', '-ac', '1', '-c:a', 'libopus', '-b:a', '16k', path.join(folder, `${name}.ogg`)]
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...inputs.flatMap((input) => ['-i', input]), ...join, ...out])
}

const wav = path.join(work, 'voice.wav')
execFileSync('espeak-ng', ['-v', 'en-gb', '-w', wav, text])
encode('espeak', [wav])
execFileSync('flite', ['-voice', 'slt', '-t', text, '-o', wav])
encode('flite-slt', [wav])
execFileSync('flite', ['-voice', 'awb', '-t', text, '-o', wav])
encode('flite-awb', [wav])
execFileSync(
  'festival',
  ['--script', execFileSync('which', ['text2wave']).toString().trim(), '-o', wav, '-eval', '(voice_kal_diphone)'],
  {
    input: text,
  },
)
encode('festival-kal', [wav])
const chapters = ['0870', '0890', '0920'].map((part) =>
  path.join(recorded, `sense_and_sensibility_01_austen_64kb-${part}.wav`),
)
encode('recorded', chapters)
rmSync(work, { recursive: true })
