// Runs before anything is installed: only what every Node since 12 understands.
const [major, minor] = process.versions.node.split('.').map(Number);
const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 13) || (major === 24 && minor >= 11) || major > 24;
if (!fits) {
  console.error(
    `Cadencia needs Node 20.19, 22.13, 24.11 or newer; this is ${process.versions.node}. Install a current Node from your package manager or nodejs.org and run the command again.`,
  );
  process.exit(1);
}
