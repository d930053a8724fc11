"""The version that a folder locks, in each ecosystem's own files."""

from pathlib import Path

import pytest

from bakeoff.catalog.lockfile import locked_version

REQUIREMENTS = """
# made by uv
asgiref==3.9.1 \\
    --hash=sha256:00
django-environ==0.12.0
Django[argon2]==6.1.3 \\
    --hash=sha256:11
"""
PACKAGE_LOCK = """{"lockfileVersion": 3, "packages": {"": {"name": "service"},
 "node_modules/express": {"version": "5.3.0"},
 "node_modules/@nestjs/core": {"version": "12.5.1"},
 "node_modules/other/node_modules/express": {"version": "4.0.0"}}}"""
GO_MOD = """module example.org/service

go 1.26.0

toolchain go1.26.8 // the newest

require (
\tgithub.com/jackc/pgx/v5 v5.9.1
\tgorm.io/gorm v1.31.2 // indirect
)
"""
GEMFILE_LOCK = """GEM
  remote: https://rubygems.org/
  specs:
    activerecord (8.1.4)
      activemodel (= 8.1.4)
    pg (1.6.2-x86_64-linux)
    rails (8.1.4)
      railties (= 8.0.0)

DEPENDENCIES
  rails (~> 8.1)
"""
POM = """<?xml version="1.0"?>
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <parent><groupId>org.springframework.boot</groupId>
    <artifactId>spring-boot-starter-parent</artifactId><version>4.1.1</version></parent>
  <properties><flyway.version>12.0.1</flyway.version></properties>
  <dependencies><dependency><groupId>org.flywaydb</groupId>
    <artifactId>flyway-core</artifactId><version>${flyway.version}</version></dependency>
    <dependency><groupId>org.postgresql</groupId><artifactId>postgresql</artifactId></dependency>
  </dependencies>
</project>
"""
COMPOSER_LOCK = """{"packages": [{"name": "laravel/framework", "version": "v13.42.0"}],
 "packages-dev": [{"name": "laravel/pint", "version": "v1.32.3"}]}"""
CSPROJ = """<Project Sdk="Microsoft.NET.Sdk.Web"><ItemGroup>
  <PackageReference Include="Npgsql.EntityFrameworkCore.PostgreSQL" Version="10.0.3" />
  <PackageReference Include="Microsoft.EntityFrameworkCore.Design" /></ItemGroup></Project>"""
PROPS = """<Project><ItemGroup>
  <PackageVersion Include="Microsoft.EntityFrameworkCore.Design" Version="10.0.15" />
</ItemGroup></Project>"""
NUGET_LOCK = """{"version": 1, "dependencies": {"net10.0": {
  "Npgsql.EntityFrameworkCore.PostgreSQL": {"requested": "[10.0.0, )", "resolved": "10.0.3"}}}}"""


@pytest.mark.parametrize(
    ("file", "content", "package", "version"),
    [
        ("requirements.txt", REQUIREMENTS, "pypi:django", "6.1.3"),
        ("requirements.txt", REQUIREMENTS, "pypi:django_environ", "0.12.0"),
        ("uv.lock", '[[package]]\nname = "flask"\nversion = "3.1.3"\n', "pypi:flask", "3.1.3"),
        ("package-lock.json", PACKAGE_LOCK, "npm:express", "5.3.0"),
        ("package-lock.json", PACKAGE_LOCK, "npm:@nestjs/core", "12.5.1"),
        ("go.mod", GO_MOD, "go:std", "1.26.8"),
        ("go.mod", "module m\n\ngo 1.26.3\n", "go:std", "1.26.3"),
        ("go.mod", GO_MOD, "go:gorm.io/gorm", "1.31.2"),
        ("go.mod", "require gorm.io/gorm v1.31.2\n", "go:gorm.io/gorm", "1.31.2"),
        ("Gemfile.lock", GEMFILE_LOCK, "gem:rails", "8.1.4"),
        ("Gemfile.lock", GEMFILE_LOCK, "gem:pg", "1.6.2"),
        ("pom.xml", POM, "maven:org.springframework.boot:spring-boot-starter-parent", "4.1.1"),
        ("pom.xml", POM, "maven:org.springframework.boot:spring-boot", "4.1.1"),
        ("pom.xml", POM, "maven:org.flywaydb:flyway-core", "12.0.1"),
        ("composer.lock", COMPOSER_LOCK, "packagist:laravel/framework", "13.42.0"),
        (
            "composer.json",
            '{"require": {"laravel/framework": "13.42.0"}}',
            "packagist:laravel/framework",
            "13.42.0",
        ),
        ("App.csproj", CSPROJ, "nuget:Npgsql.EntityFrameworkCore.PostgreSQL", "10.0.3"),
        (
            "Directory.Packages.props",
            PROPS,
            "nuget:Microsoft.EntityFrameworkCore.Design",
            "10.0.15",
        ),
        ("packages.lock.json", NUGET_LOCK, "nuget:npgsql.entityframeworkcore.postgresql", "10.0.3"),
    ],
)
def test_version_is_read_from_the_ecosystems_file(
    tmp_path: Path, file: str, content: str, package: str, version: str
) -> None:
    (tmp_path / file).write_text(content)
    assert locked_version(package, tmp_path) == version


@pytest.mark.parametrize(
    ("file", "content", "package"),
    [
        ("requirements.txt", "djangorestframework==3.17.0\n", "pypi:django"),
        ("requirements.txt", "django>=6.1\n", "pypi:django"),
        ("package-lock.json", "not json", "npm:express"),
        ("package-lock.json", "[]", "npm:express"),
        ("pom.xml", POM, "maven:org.postgresql:postgresql"),
        ("pom.xml", "<project", "maven:org.flywaydb:flyway-core"),
        ("composer.json", '{"require": {"laravel/framework": "^13.0"}}', "packagist:a/b"),
        ("composer.json", '{"require": {"a/b": "^13.0"}}', "packagist:a/b"),
        ("go.mod", GO_MOD, "cargo:axum"),
    ],
)
def test_what_is_not_locked_is_unknown_and_no_error(
    tmp_path: Path, file: str, content: str, package: str
) -> None:
    (tmp_path / file).write_text(content)
    assert locked_version(package, tmp_path) is None


@pytest.mark.parametrize(
    "registry", ["pypi", "npm", "go", "gem", "maven", "packagist", "nuget", "cargo"]
)
def test_an_empty_folder_locks_nothing(tmp_path: Path, registry: str) -> None:
    assert locked_version(f"{registry}:name", tmp_path) is None
