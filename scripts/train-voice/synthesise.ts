import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Source } from './source'

/** About five minutes of speech. */
const characters = 4500

/** Every voice reads about five minutes; the families are those the detector tells apart. */
export function synthesise(root: string, folder: string): Source[] {
  mkdirSync(folder, { recursive: true })
  const env = { ...process.env, LD_LIBRARY_PATH: path.join(root, 'usr/lib/x86_64-linux-gnu') }
  const espeakEnv = { ...env, ESPEAK_DATA_PATH: path.join(root, 'usr/lib/x86_64-linux-gnu') }
  const sources: Source[] = []
  const add = (family: string, voice: string, language: string, make: (text: string, wav: string) => void) => {
    const wav = path.join(folder, `${family}-${voice.replace(/\W/g, '_')}.wav`)
    const text = path.join(folder, `${path.basename(wav)}.txt`)
    if (!existsSync(wav)) {
      writeFileSync(text, readText(root, language, sources.length), language === 'cs-latin2' ? 'latin1' : 'utf8')
      make(text, wav)
    }
    if (existsSync(wav))
      sources.push({ kind: 'synthetic', corpus: family, speaker: `${family} ${voice}`, files: [wav] })
  }
  const bin = (name: string) => path.join(root, 'usr/bin', name)
  for (const [voice, language, more] of espeakVoices) {
    add(
      'espeak',
      voice,
      language,
      (text, wav) =>
        void spawnSync(bin('espeak-ng'), ['-v', voice, ...more, '-f', text, '-w', wav], { env: espeakEnv }),
    )
  }
  for (const voice of ['kal', 'kal16', 'awb', 'rms', 'slt']) {
    add(
      'flite',
      voice,
      'en',
      (text, wav) => void spawnSync(bin('flite'), ['-voice', voice, '-f', text, '-o', wav], { env }),
    )
  }
  for (const [voice, language] of festivalVoices) {
    add('festival', voice, language, (text, wav) => {
      const run = [bin('text2wave'), text, '-o', wav, '-eval', `(voice_${voice})`]
      spawnSync(bin('festival'), ['--script', ...run], { env, timeout: 300_000 })
    })
  }
  return sources
}

const espeakVoices: [voice: string, language: string, more: string[]][] = [
  ['en-us', 'en', []],
  ['en-gb', 'en', ['-s', '150']],
  ['en-gb-scotland', 'en', ['-s', '200', '-p', '30']],
  ['en+f2', 'en', []],
  ['en+m3', 'en', ['-s', '140']],
  ['en+f4', 'en', ['-p', '70']],
  ['en+croak', 'en', []],
  ['en+whisper', 'en', []],
  ['en+klatt', 'en', []],
  ['en+klatt3', 'en', []],
  ['de', 'de', []],
  ['de+f1', 'de', []],
  ['es', 'es', []],
  ['es-419+f3', 'es', []],
  ['fr', 'it', []],
  ['fr+f5', 'it', []],
  ['it', 'it', []],
  ['it+f2', 'it', []],
  ['ru', 'ru', []],
  ['ru+f3', 'ru', []],
  ['pt-br', 'br', []],
  ['pl', 'pl', []],
  ['cs', 'cs', []],
]

const festivalVoices: [voice: string, language: string][] = [
  ['kal_diphone', 'en'],
  ['ked_diphone', 'en'],
  ['cmu_us_slt_arctic_hts', 'en'],
  ['lp_diphone', 'it-ascii'],
  ['pc_diphone', 'it-ascii'],
  ['czech_ph', 'cs-ascii'],
  ['czech_dita', 'cs-ascii'],
  ['czech_machac', 'cs-ascii'],
  ['czech_krb', 'cs-ascii'],
  ['suo_fi_lj_diphone', 'it-ascii'],
  ['hy_fi_mv_diphone', 'it-ascii'],
  ['upc_ca_ona_hts', 'it-ascii'],
]

const texts: Record<string, string[]> = {
  en: ['wisdom', 'science', 'people', 'politics', 'literature', 'work', 'definitions', 'men-women'],
  de: ['de'],
  es: ['es'],
  it: ['it', 'leggi', 'italia', 'formiche'],
  ru: ['ru'],
  br: ['brasil'],
  pl: ['pl'],
  cs: ['cs', 'cz'],
}

/** Sayings from Debian's fortunes, another stretch of them for each voice. */
function readText(root: string, language: string, turn: number): string {
  const [tongue = 'en', letters] = language.split('-')
  const files = (texts[tongue] ?? []).flatMap((name) => {
    const found = path.join(root, 'usr/share/games/fortunes', name)
    if (!existsSync(found)) return []
    const listed = execFileSync('find', ['-L', found, '-type', 'f', '!', '-name', '*.dat', '!', '-name', '*.u8'])
    return listed.toString().split('\n').filter(Boolean).toSorted()
  })
  const decoder = (bytes: Buffer) => {
    const text = bytes.toString('utf8')
    return text.includes('�') ? bytes.toString('latin1') : text
  }
  const plain = files
    .map((file) => decoder(readFileSync(file)))
    .join('\n')
    .replace(/\[[0-9;]*m/g, '')
    .replace(/^%$|[-—=*_#|<>"«»\\~`^]+/gm, ' ')
    .replace(/\s+/g, ' ')
  const text = letters === 'ascii' ? plain.normalize('NFD').replace(/[^ -~]/g, '') : plain
  const from = (turn * characters) % Math.max(1, text.length - characters)
  return text.slice(from, from + characters).replace(/([.!?]) /g, '$1\n')
}
