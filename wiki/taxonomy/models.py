"""Tables of the taxonomy: themes, cities, the other names of both, and words that mean the same."""

from datetime import datetime

from sqlalchemy import Float, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wiki.core.db import Base, UtcDateTime


class ThemeRow(Base):
    __tablename__ = "themes"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    short_name: Mapped[str] = mapped_column(String(60))
    description: Mapped[str] = mapped_column(Text, default="")
    icon: Mapped[str] = mapped_column(String(20), default="")
    position: Mapped[int] = mapped_column(default=0)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    aliases: Mapped[list["ThemeAlias"]] = relationship(
        lazy="selectin", cascade="all, delete-orphan", order_by="ThemeAlias.id"
    )


class ThemeAlias(Base):
    __tablename__ = "theme_aliases"

    id: Mapped[int] = mapped_column(primary_key=True)
    theme_id: Mapped[int] = mapped_column(ForeignKey("themes.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(120))


class CityRow(Base):
    __tablename__ = "cities"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    country: Mapped[str] = mapped_column(String(2))
    role: Mapped[str] = mapped_column(String(20))
    population: Mapped[int | None]
    latitude: Mapped[float | None] = mapped_column(Float)
    longitude: Mapped[float | None] = mapped_column(Float)
    description: Mapped[str] = mapped_column(Text, default="")
    position: Mapped[int] = mapped_column(default=0)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    aliases: Mapped[list["CityAlias"]] = relationship(
        lazy="selectin", cascade="all, delete-orphan", order_by="CityAlias.id"
    )


class CityAlias(Base):
    __tablename__ = "city_aliases"

    id: Mapped[int] = mapped_column(primary_key=True)
    city_id: Mapped[int] = mapped_column(ForeignKey("cities.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(120))


class SynonymGroupRow(Base):
    __tablename__ = "synonym_groups"

    id: Mapped[int] = mapped_column(primary_key=True)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    words: Mapped[list["SynonymRow"]] = relationship(
        lazy="selectin", cascade="all, delete-orphan", order_by="SynonymRow.id"
    )


class SynonymRow(Base):
    __tablename__ = "synonyms"

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("synonym_groups.id", ondelete="CASCADE"), index=True)
    word: Mapped[str] = mapped_column(String(120))
