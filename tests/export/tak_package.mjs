// Reads a TAK data package with node-cot and prints what it found: one JSON feature a line.
import { DataPackage } from "@tak-ps/node-cot";

const pack = await DataPackage.parse(process.argv[2], { cleanup: true });
for (const event of await pack.cots()) {
  console.log(JSON.stringify(event.to_geojson()));
}
await pack.destroy();
