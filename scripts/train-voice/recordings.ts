import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import type { Source } from './source'

/** Recorded speech of Debian's packages, one corpus for each speaker or package. */
export function listRecordings(root: string): Source[] {
  const sound = (name: string, folder: string, extension: string, keep: (file: string) => boolean = () => true) => {
    const where = path.join(root, 'usr/share', folder)
    if (!existsSync(where)) return []
    const files = readdirSync(where)
      .filter((file) => file.endsWith(extension) && keep(file))
      .toSorted()
      .map((file) => path.join(where, file))
    return files.length > 0 ? [{ kind: 'real' as const, corpus: name, speaker: name, files }] : []
  }
  const asterisk = ['en_US_f_Allison', 'es_MX_f_Allison', 'fr_CA_f_June', 'it_IT_m_Carlo', 'ru_RU_f_IvrvoiceRU']
  return [
    ...asterisk.flatMap((speaker) => sound(`asterisk ${speaker}`, `asterisk/sounds/${speaker}`, '.wav')),
    ...sound('asterisk prompts it Menardi', 'asterisk/sounds/it_IT_f_Menardi', '.wav'),
    ...sound('asterisk prompts es-co', 'asterisk/sounds/es', '.gsm'),
    ...sound('asterisk prompts fr Armelle', 'asterisk/sounds/fr', '.gsm'),
    ...sound('festvox-ru recordings', 'festival/voices/russian/msu_ru_nsh_clunits/wav', '.wav'),
    ...['ca', 'uk', 'lt', 'da', 'ru', 'wa', 'el', 'en', 'de', 'sl'].flatMap((language) =>
      sound(`ktuberling ${language}`, `ktuberling/sounds/${language}`, '.ogg'),
    ),
    ...['ml', 'es'].flatMap((language) => sound(`klettres ${language}`, `klettres/${language}/syllab`, '.ogg')),
    ...sound('codec2 examples', 'codec2/wav', '.wav', (file) =>
      /^(hts|mmt|vk5|ve9|speech|morig|forig|cross|big_dog|kristoff)/.test(file),
    ),
    ...sound('librivox (pocketsphinx)', 'pocketsphinx/test/data/librivox', '.wav'),
  ]
}
