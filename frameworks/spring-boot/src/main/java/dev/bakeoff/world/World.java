package dev.bakeoff.world;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
public class World {

	@Id
	private int id;

	@Column(name = "randomnumber")
	private int randomNumber;

	public int getId() {
		return this.id;
	}

	public int getRandomNumber() {
		return this.randomNumber;
	}

	public void setRandomNumber(int randomNumber) {
		this.randomNumber = randomNumber;
	}

}
