import 'reflect-metadata'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import tls from 'node:tls'
import * as x509 from '@peculiar/x509'

/** A server on loopback that shows a certificate this process trusts, as one would to which a name was turned. */
export interface Trap {
  port: number
  /** Requests that arrived. */
  asked: number
  stop(): Promise<void>
}

/** Starts one for `name`. From here on this process trusts its certificate, and no other. */
export async function startTrap(name: string): Promise<Trap> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: `CN=${name}`,
    keys,
    signingAlgorithm: algorithm,
    notAfter: new Date(Date.now() + 3_600_000),
    extensions: [new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: name }])],
  })
  const cert = certificate.toString('pem')
  tls.setDefaultCACertificates([cert])
  const key = x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY')
  const server = https.createServer({ key, cert })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const trap: Trap = {
    port: (server.address() as AddressInfo).port,
    asked: 0,
    async stop() {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
  server.on('request', (_request, response) => {
    trap.asked += 1
    response.end('{}')
  })
  return trap
}
