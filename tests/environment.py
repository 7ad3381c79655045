"""A pytest plugin, loaded before Django: the tests' own settings, in a data folder of their own."""

import atexit
import os
import shutil
import tempfile

_folder = tempfile.mkdtemp(prefix="manyvoices-test-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)

for _name in [name for name in os.environ if name.startswith("MANYVOICES_") and "_TEST_" not in name]:
    if _name != "MANYVOICES_SAMPLES":
        del os.environ[_name]
os.environ["MANYVOICES_DATA_DIR"] = _folder
os.environ["MANYVOICES_BASE_URL"] = "https://voices.example"
# Never the database of a real installation: on PostgreSQL only where the tests' own variable names it.
os.environ["DATABASE_URL"] = os.environ.get("MANYVOICES_TEST_DATABASE_URL", "")
