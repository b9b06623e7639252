import '../support/data-folder'
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { diskStore } from '@/lib/media/stores/disk'
import { openS3Store } from '@/lib/media/stores/s3'
import { uploadthingStore } from '@/lib/media/stores/uploadthing'
import { dataFolder } from '../support/data-folder'
import { S3Server } from '../support/s3-server'
import { startS3rver } from '../support/s3rver'
import { startUploadThing, type UploadThingStandIn } from '../support/uploadthing'
import { setUploadThing } from '../support/uploadthing-settings'
import { storeContract } from './store-contract'

let s3: S3Server
let s3rver: Awaited<ReturnType<typeof startS3rver>>
let uploadThing: UploadThingStandIn
beforeAll(async () => {
  s3 = await S3Server.start()
  s3rver = await startS3rver()
  uploadThing = await startUploadThing()
  setUploadThing(uploadThing.settings)
})
afterAll(async () => {
  await s3?.stop()
  await s3rver?.stop()
  await uploadThing?.close()
})

storeContract('disk', async () => diskStore, {
  breakDelete(key) {
    // A folder in its place cannot be removed as a file.
    const file = path.join(dataFolder, 'media', key)
    fs.renameSync(file, `${file}.aside`)
    fs.mkdirSync(file)
    return () => {
      fs.rmdirSync(file)
      fs.renameSync(`${file}.aside`, file)
    }
  },
})

storeContract('S3, a strict stand-in', async () => openS3Store(s3.settings), {
  breakDelete() {
    s3.fault = (method) => (method === 'DELETE' ? 403 : undefined)
    return () => {
      s3.fault = () => undefined
    }
  },
})

// Written by others, so that the stand-in and the store do not only agree with each other.
storeContract('S3, s3rver', async () => openS3Store(s3rver.settings), {
  breakDelete: (key) => s3rver.protect(key),
})

storeContract('UploadThing, a stand-in', async () => uploadthingStore, {
  breakDelete() {
    uploadThing.faults.undeletable = true
    return () => {
      uploadThing.faults.undeletable = false
    }
  },
})
