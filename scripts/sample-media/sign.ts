import { execFileSync } from 'node:child_process'
import { createPrivateKey } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { X509Certificate } from '@peculiar/x509'
import { JPEG } from '@trustnxt/c2pa-ts/asset'
import { CoseAlgorithmIdentifier, LocalSigner } from '@trustnxt/c2pa-ts/cose'
import {
  ActionAssertion,
  ActionType,
  DataHashAssertion,
  type DigitalSourceType,
  ManifestStore,
} from '@trustnxt/c2pa-ts/manifest'

/**
 * The test authority: a certificate authority and a signer, whose private key lies beside them on purpose. Made with
 * openssl when missing, valid for twenty years.
 */
export function makeAuthority(folder: string): void {
  if (existsSync(path.join(folder, 'signer.key'))) return
  mkdirSync(folder, { recursive: true })
  const work = mkdtempSync(path.join(tmpdir(), 'authority-'))
  const openssl = (...words: string[]) =>
    execFileSync('openssl', words, { cwd: work, stdio: ['ignore', 'pipe', 'pipe'] })
  const days = ['-days', '7300']
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
  openssl(
    ...['req', '-x509', ...curve, ...days, '-keyout', 'authority.key', '-out', 'authority.pem'],
    ...['-subj', '/O=Docket tests/CN=Docket test authority'],
    ...['-addext', 'keyUsage=critical,keyCertSign,cRLSign', '-addext', 'basicConstraints=critical,CA:TRUE'],
  )
  openssl(
    'req',
    ...curve,
    '-keyout',
    'signer.key',
    '-out',
    'signer.csr',
    '-subj',
    '/O=Docket test signer/CN=Docket test signer',
  )
  writeFileSync(
    path.join(work, 'extensions'),
    'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=emailProtection\n' +
      'subjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n',
  )
  openssl(
    ...['x509', '-req', '-in', 'signer.csr', '-CA', 'authority.pem', '-CAkey', 'authority.key', '-CAcreateserial'],
    ...[...days, '-extfile', 'extensions', '-out', 'signer.pem'],
  )
  for (const file of ['authority.pem', 'signer.pem', 'signer.key']) {
    writeFileSync(path.join(folder, file), readFileSync(path.join(work, file)))
  }
  rmSync(work, { recursive: true })
}

/** Signs a JPEG with Content Credentials by the test authority: created, with the digital source type given. */
export async function signJpeg(
  jpeg: Buffer,
  folder: string,
  source: DigitalSourceType,
  generator: string,
): Promise<Buffer> {
  const read = (file: string) => readFileSync(path.join(folder, file), 'utf8')
  const key = createPrivateKey(read('signer.key')).export({ type: 'pkcs8', format: 'der' })
  const signer = new LocalSigner(
    new Uint8Array(key),
    CoseAlgorithmIdentifier.ES256,
    new X509Certificate(read('signer.pem')),
    [new X509Certificate(read('authority.pem'))],
  )
  const asset = new JPEG(new Uint8Array(jpeg))
  const store = new ManifestStore()
  const manifest = store.createManifest({
    assetFormat: 'image/jpeg',
    instanceID: `xmp:iid:${generator.toLowerCase().replaceAll(' ', '-')}`,
    defaultHashAlgorithm: 'SHA-256',
    signer,
  })
  if (manifest.claim) manifest.claim.claimGeneratorName = generator
  const content = DataHashAssertion.create('SHA-256')
  manifest.addAssertion(content)
  const actions = new ActionAssertion()
  actions.actions.push({ action: ActionType.C2paCreated, digitalSourceType: source })
  manifest.addAssertion(actions)
  await asset.ensureManifestSpace(store.measureSize())
  await content.updateWithAsset(asset)
  await manifest.sign(signer)
  await asset.writeManifestJUMBF(store.getBytes())
  return Buffer.from(await asset.getDataRange())
}
