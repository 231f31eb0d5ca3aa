"""Serve the kit's page as Kith serves its own: ``lab_server.py PORT FOLDER``."""

import sys
from pathlib import Path

import uvicorn

from directory.config import read_settings
from directory.ui.server import build_app

port, folder = sys.argv[1:]
settings = read_settings({"KITH_PORT": port, "KITH_FOLDER": folder, "KITH_TILES_URL": ""})
script = Path(__file__).with_name("kit_lab.py")
uvicorn.run(build_app(settings, script=script), port=settings.port, log_level="warning")
