class CreateWorldAndFortune < ActiveRecord::Migration[8.1]
  def change
    create_table :world, id: :integer, default: nil do |t|
      t.integer :randomnumber, null: false
    end

    create_table :fortune, id: :integer, default: nil do |t|
      t.string :message, limit: 2048, null: false
    end
  end
end
