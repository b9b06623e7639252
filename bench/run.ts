import { acknowledge } from './acknowledge'
import { dropToVerdict } from './drop-to-verdict'
import { lineOf, meetsGoal, type Subject } from './figure'
import { startProduct } from './product'
import { uploadMemory } from './upload-memory'

/** In the order in which they run: what leaves the worker busy comes last. */
const subjects: Record<string, Subject> = {
  'drop-to-verdict': dropToVerdict,
  acknowledge,
  'upload-memory': uploadMemory,
}

const given = process.argv.slice(2)
const json = given.includes('--json')
const wanted = given.filter((name) => !name.startsWith('--'))
const unknown = wanted.filter((name) => !(name in subjects))
if (unknown.length > 0) {
  console.error(`There is no bench named ${unknown.join(', ')}. There are: ${Object.keys(subjects).join(', ')}.`)
  process.exit(2)
}

const { product, stop } = await startProduct()
process.once('SIGINT', () => void stop().then(() => process.exit(130)))
try {
  for (const [name, measure] of Object.entries(subjects)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    for (const figure of await measure(product)) {
      console.log(lineOf(figure, json))
      if (meetsGoal(figure) === false) process.exitCode = 1
    }
  }
} finally {
  await stop()
}
