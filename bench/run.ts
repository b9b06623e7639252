import { acknowledge } from './acknowledge'
import { callbackIntake } from './callback-intake'
import { callbackToVerdict } from './callback-to-verdict'
import { dropToVerdict } from './drop-to-verdict'
import { lineOf, meetsGoal, type Subject } from './figure'
import { startProduct } from './product'
import { purge } from './purge'
import { queue } from './queue'
import { readDetection } from './read-detection'
import { sealTrail } from './seal-trail'
import { secureUploadMemory } from './secure-upload-memory'
import { uploadMemory } from './upload-memory'
import { verifyTrail } from './verify-trail'

const subjects: Record<string, Subject> = {
  'upload-memory': uploadMemory,
  'secure-upload-memory': secureUploadMemory,
  acknowledge,
  'read-detection': readDetection,
  'drop-to-verdict': dropToVerdict,
  'callback-intake': callbackIntake,
  'callback-to-verdict': callbackToVerdict,
  queue,
  purge,
  'seal-trail': sealTrail,
  'verify-trail': verifyTrail,
}

const given = process.argv.slice(2)
const json = given.includes('--json')
const wanted = given.filter((name) => !name.startsWith('--'))
const unknown = wanted.filter((name) => !(name in subjects))
if (unknown.length > 0) {
  console.error(`There is no bench named ${unknown.join(', ')}. There are: ${Object.keys(subjects).join(', ')}.`)
  process.exit(2)
}

for (const [name, measure] of Object.entries(subjects)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  // One of its own for each: what an earlier subject left to do must not weigh on the next.
  const { product, stop } = await startProduct()
  const interrupted = () => void stop().then(() => process.exit(130))
  process.once('SIGINT', interrupted)
  try {
    for (const figure of await measure(product)) {
      console.log(lineOf(figure, json))
      if (meetsGoal(figure) === false) process.exitCode = 1
    }
  } finally {
    process.off('SIGINT', interrupted)
    await stop()
  }
}
