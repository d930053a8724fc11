package dev.bakeoff.fortune;

import org.springframework.data.jpa.repository.JpaRepository;

interface FortuneRepository extends JpaRepository<Fortune, Integer> {

}
