"""Run a command beside a WordPress of its own, on this machine alone, which is gone afterwards.

    python scripts/with_wordpress.py python -m pytest tests/platforms/test_real_wordpress.py

The command finds it in WORDPRESS_URL, WORDPRESS_USER (an editor) and WORDPRESS_PASSWORD (an application password); there
is an `author` too, with WORDPRESS_AUTHOR_PASSWORD.
WordPress, MariaDB and PHP are Debian's packages; where they are missing, root has them installed.
"""

from __future__ import annotations

import getpass
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

SHIPPED = Path("/usr/share/wordpress")
# The server's program without its service; a theme, so that there is something to see.
PACKAGES = (
    *("wordpress", "wordpress-theme-twentytwentythree", "mariadb-server-core", "mariadb-client-core"),
    *("php-cli", "php-mysql", "php-gd", "php-xml"),
)
THEME = SHIPPED / "wp-content" / "themes" / "twentytwentythree"
PROGRAMS = ("mariadbd", "mariadb-install-db", "mariadb", "php")
PATIENCE = 60  # seconds for a server to answer

CONFIGURATION = """<?php
define('DB_NAME', 'wordpress');
define('DB_USER', {user});
define('DB_PASSWORD', '');
define('DB_HOST', {host});
define('DB_CHARSET', 'utf8mb4');
define('DB_COLLATE', '');
define('WP_HOME', {url});
define('WP_SITEURL', {url});
define('WP_ENVIRONMENT_TYPE', 'local');  // application passwords without https, which stays on this machine
define('DISABLE_WP_CRON', true);
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('AUTH_KEY', {key});
define('SECURE_AUTH_KEY', {key});
define('LOGGED_IN_KEY', {key});
define('NONCE_KEY', {key});
define('AUTH_SALT', {key});
define('SECURE_AUTH_SALT', {key});
define('LOGGED_IN_SALT', {key});
define('NONCE_SALT', {key});
$table_prefix = 'wp_';
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
"""
INSTALL = """<?php
define('WP_INSTALLING', true);
require 'wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install('The school blog', 'keeper', 'keeper@school.example', true, '', wp_generate_password());
update_option('permalink_structure', '/%year%/%monthnum%/%postname%/');
update_option('timezone_string', 'Europe/London');
foreach (['editor', 'author'] as $role) {
    $user = wp_insert_user(['user_login' => $role, 'user_pass' => wp_generate_password(), 'role' => $role,
        'user_email' => "$role@school.example"]);
    $passwords[$role] = WP_Application_Passwords::create_new_application_password($user, ['name' => 'Gatepost'])[0];
}
echo "\\n", json_encode($passwords);
"""
ROUTER = """<?php
$asked = $_SERVER['DOCUMENT_ROOT'] . parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
if (is_file($asked)) return false;
if (is_file($asked . '/index.php') && rtrim($asked, '/') !== $_SERVER['DOCUMENT_ROOT']) return false;
$_SERVER['SCRIPT_NAME'] = '/index.php';
require $_SERVER['DOCUMENT_ROOT'] . '/index.php';
"""


def main(command: list[str]) -> int:
    if not command:
        print("usage: python scripts/with_wordpress.py COMMAND ...", file=sys.stderr)
        return 2
    have_the_packages()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the servers are stopped then, too
    with (
        tempfile.TemporaryDirectory(prefix="gatepost-wordpress-") as folder,
        database(Path(folder)) as at,
        site(Path(folder), at) as found,
    ):
        return subprocess.run(command, env={**os.environ, **found}, check=False).returncode


def have_the_packages() -> None:
    """Everything that is needed, installed if it is not; stops with a hint if that may not be done."""
    if THEME.exists() and all(map(where, PROGRAMS)):
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        sys.exit(f"This needs Debian's packages: apt-get install --no-install-recommends {' '.join(PACKAGES)}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=quiet, check=True)
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES]
    subprocess.run(install, env=quiet, check=True, stdout=subprocess.DEVNULL)


def where(program: str) -> str | None:
    """Where a program is, also one that only root has at hand."""
    return shutil.which(program, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")


def program(name: str) -> str:
    return where(name) or sys.exit(f"There is no {name}, though its package is installed.")


@contextmanager
def database(folder: Path) -> Iterator[str]:
    """A MariaDB with its own data, that only listens on a socket in the folder; gives where that is."""
    data, at = folder / "data", str(folder / "db.sock")
    log = folder / "database.log"
    owner = f"--user={getpass.getuser()}"
    make = [program("mariadb-install-db"), "--no-defaults", f"--datadir={data}", owner, "--skip-test-db"]
    unnamed = "--force"  # also where the machine's own name leads nowhere, as in a bare container
    run([*make, unnamed, "--auth-root-authentication-method=normal"], log)
    serve = [program("mariadbd"), "--no-defaults", f"--datadir={data}", owner, f"--socket={at}", "--skip-networking"]
    with running([*serve, f"--pid-file={folder / 'db.pid'}", "--innodb-flush-log-at-trx-commit=0"], log):
        ask = [program("mariadb"), "--no-defaults", f"--socket={at}", "--user=root", "--execute"]
        wait_for(lambda: subprocess.run([*ask, "SELECT 1"], capture_output=True, check=False).returncode == 0, log)
        run([*ask, "CREATE DATABASE wordpress CHARACTER SET utf8mb4"], log)
        yield at


@contextmanager
def site(folder: Path, database_at: str) -> Iterator[dict[str, str]]:
    """WordPress in the folder, on a free port of this machine; gives what the command is to know."""
    root, log = folder / "site", folder / "site.log"
    url = f"http://127.0.0.1:{free_port()}"
    shutil.copytree(SHIPPED, root, ignore=shutil.ignore_patterns("wp-config.php"))
    (root / "wp-content" / "uploads").mkdir(exist_ok=True)
    settings = {"user": "root", "host": f"localhost:{database_at}", "url": url, "key": secrets.token_hex(32)}
    (root / "wp-config.php").write_text(CONFIGURATION.format(**{name: repr(said) for name, said in settings.items()}))
    (folder / "install.php").write_text(INSTALL)
    (folder / "router.php").write_text(ROUTER)
    made = subprocess.run(
        [program("php"), str(folder / "install.php")], cwd=root, capture_output=True, text=True, check=False
    )
    if made.returncode:
        sys.exit(f"WordPress could not be set up:\n{made.stdout}{made.stderr}")
    passwords = json.loads(made.stdout.splitlines()[-1])
    serve = [program("php"), "-S", url.removeprefix("http://"), "-t", str(root), str(folder / "router.php")]
    with running(serve, log):
        wait_for(lambda: answers(url), log)
        yield {
            "WORDPRESS_URL": url,
            "WORDPRESS_USER": "editor",
            "WORDPRESS_PASSWORD": passwords["editor"],
            "WORDPRESS_AUTHOR_PASSWORD": passwords["author"],
        }


@contextmanager
def running(command: list[str], log: Path) -> Iterator[None]:
    """A program that runs meanwhile, and is asked to stop afterwards."""
    with log.open("ab") as written:
        server = subprocess.Popen(command, stdout=written, stderr=written)
    try:
        yield
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def run(command: list[str], log: Path) -> None:
    with log.open("ab") as written:
        done = subprocess.run(command, stdout=written, stderr=written, check=False)
    if done.returncode:
        sys.exit(f"{command[0]} failed:\n{log.read_text(errors='replace')}")


def wait_for(ready: Callable[[], bool], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while not ready():
        if time.monotonic() > until:
            sys.exit(f"A server does not answer:\n{log.read_text(errors='replace')}")
        time.sleep(0.2)


def answers(url: str) -> bool:
    try:
        with urlopen(f"{url}/?rest_route=/", timeout=10) as answer:
            return bool(answer.status == 200)
    except HTTPError:
        return True
    except (URLError, OSError):
        return False


def free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
