// Hands each package to Lumi's H5P server as to a new site: its validation, the installation, the import of content.
// Arguments: files; the name of one that holds libraries alone begins with « Passeport. ». Answer: JSON on one line.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import * as H5P from "@lumieducation/h5p-server";

const user = { id: "1", name: "Essai", email: "essai@exemple.fr", type: "local" };
const folder = await mkdtemp(join(tmpdir(), "lumi-"));
const answers = {};
for (const file of process.argv.slice(2)) {
  const home = await mkdtemp(join(folder, "site-"));
  const [libraries, temporary, contents] = ["libraries", "temporary", "contents"].map((name) => join(home, name));
  const site = H5P.fs(new H5P.H5PConfig(), libraries, temporary, contents, undefined, undefined, (key) => key);
  const onlyInstallLibraries = basename(file).startsWith("Passeport.");
  try {
    const { installedLibraries, metadata, parameters } = await site.uploadPackage(file, user, { onlyInstallLibraries });
    const names = installedLibraries.map(({ newVersion }) => newVersion).map(
      (version) => `${version.machineName} ${version.majorVersion}.${version.minorVersion}`,
    );
    answers[basename(file)] = { libraries: names.sort(), title: metadata?.title, content: parameters };
  } catch (error) {
    answers[basename(file)] = { refused: [error.message, ...(error.errors ?? []).map((one) => one.errorId ?? one.message)] };
  }
}
await rm(folder, { recursive: true, force: true });
console.log(JSON.stringify(answers));
